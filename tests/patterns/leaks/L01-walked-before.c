// RUN: %check_all_hosts %s
// RUNTIME: none (the lists of the extension have no Python names)
// Pattern: L01
// How many turns a loop made that only looks says nothing of the next one.

#include <Python.h>

typedef struct entry {
  struct entry *next;
  int line;
  const char *text;
} Entry;

Entry *first_entry(PyObject *self);
int is_wanted(const Entry *e);

// The entries are counted, then those that follow each other are.
static PyObject *repeated_bad(PyObject *self, PyObject *args) {
  long depth = 0, count = 0;
  int last = -1;
  Entry *e = first_entry(self);
  for (Entry *each = e; each != NULL; each = each->next)
    depth++;
  while (e != NULL) {
    if (e->line == last && depth > 2) {
      count++;
    } else {
      last = e->line;
      count = 0;
    }
    e = e->next;
  }
  if (count > 3) {
    PyObject *note = PyUnicode_FromFormat("%ld more", count - 3);
    if (note == NULL)
      return NULL;
    PySys_WriteStdout("%p", (void *)note);
  }
  Py_RETURN_NONE; // LEAK: 'note'
}

static PyObject *repeated_good(PyObject *self, PyObject *args) {
  long depth = 0, count = 0;
  int last = -1;
  Entry *e = first_entry(self);
  for (Entry *each = e; each != NULL; each = each->next)
    depth++;
  while (e != NULL) {
    if (e->line == last && depth > 2) {
      count++;
    } else {
      last = e->line;
      count = 0;
    }
    e = e->next;
  }
  if (count > 3) {
    PyObject *note = PyUnicode_FromFormat("%ld more", count - 3);
    if (note == NULL)
      return NULL;
    PySys_WriteStdout("%p", (void *)note);
    Py_DECREF(note);
  }
  Py_RETURN_NONE;
}

// The second turn drops what the first has made.
static PyObject *last_text_bad(PyObject *self, PyObject *args) {
  PyObject *text = NULL;
  Entry *all = first_entry(self), *e = all;
  int wanted = 0;
  while (e) {
    wanted |= is_wanted(e);
    e = e->next;
  }
  for (e = all; e; e = e->next) {
    text = PyUnicode_FromString(e->text); // LEAK: 'text'
    if (text == NULL)
      return NULL;
  }
  if (text == NULL)
    Py_RETURN_NONE;
  return text;
}

static PyObject *last_text_good(PyObject *self, PyObject *args) {
  PyObject *text = NULL;
  Entry *all = first_entry(self), *e = all;
  int wanted = 0;
  while (e) {
    wanted |= is_wanted(e);
    e = e->next;
  }
  for (e = all; e; e = e->next) {
    Py_XDECREF(text);
    text = PyUnicode_FromString(e->text);
    if (text == NULL)
      return NULL;
  }
  if (text == NULL)
    Py_RETURN_NONE;
  return text;
}

static PyObject *sum_bad(PyObject *self, PyObject *items) {
  Py_ssize_t size = PyTuple_GET_SIZE(items), i, empty = 0;
  PyObject *sum = NULL;
  for (i = 0; i < size; i++)
    if (PyTuple_GET_ITEM(items, i) == Py_None)
      empty++;
  if (empty > 1)
    Py_RETURN_NONE;
  for (i = 0; i < size; i++) {
    PyObject *item = PyTuple_GET_ITEM(items, i);
    sum = sum ? PyNumber_Add(sum, item) // LEAK: 'sum'
              : PyNumber_Long(item);
    if (sum == NULL)
      return NULL;
  }
  if (sum == NULL)
    Py_RETURN_NONE;
  return sum;
}

static PyObject *sum_good(PyObject *self, PyObject *items) {
  Py_ssize_t size = PyTuple_GET_SIZE(items), i, empty = 0;
  PyObject *sum = NULL;
  for (i = 0; i < size; i++)
    if (PyTuple_GET_ITEM(items, i) == Py_None)
      empty++;
  if (empty > 1)
    Py_RETURN_NONE;
  for (i = 0; i < size; i++) {
    PyObject *item = PyTuple_GET_ITEM(items, i);
    PyObject *next = sum ? PyNumber_Add(sum, item) : PyNumber_Long(item);
    Py_XDECREF(sum);
    if (next == NULL)
      return NULL;
    sum = next;
  }
  if (sum == NULL)
    Py_RETURN_NONE;
  return sum;
}

// A list without entries is one for all loops.
static PyObject *empty_good(PyObject *self, PyObject *args) {
  Entry *all = first_entry(self), *e;
  int wanted = 0;
  PyObject *text = NULL;
  for (e = all; e != NULL; e = e->next)
    wanted |= is_wanted(e);
  if (all == NULL)
    Py_RETURN_NONE;
  for (e = all; e != NULL; e = e->next) {
    Py_XDECREF(text);
    text = PyUnicode_FromString(e->text);
    if (text == NULL)
      return NULL;
  }
  // There was one at least.
  PyObject *pair = PyTuple_Pack(2, text, self);
  Py_DECREF(text);
  return pair;
}

// Whether the walk has found what it looked for is known behind it.
static PyObject *found_good(PyObject *self, PyObject *args) {
  PyObject *text = NULL;
  Entry *e = first_entry(self);
  while (e != NULL) {
    if (is_wanted(e)) {
      text = PyUnicode_FromString(e->text);
      if (text == NULL)
        return NULL;
      break;
    }
    e = e->next;
  }
  if (e == NULL)
    Py_RETURN_NONE;
  return text;
}

// A search that has found nothing stands at the end.
static PyObject *searched_good(PyObject *self, PyObject *items) {
  Py_ssize_t i, size = PyTuple_GET_SIZE(items);
  PyObject *found = NULL;
  for (i = 0; i < size; i++)
    if (PyTuple_GET_ITEM(items, i) == self) {
      found = PyLong_FromSsize_t(i);
      if (found == NULL)
        return NULL;
      break;
    }
  if (i == size)
    Py_RETURN_NONE;
  PyObject *pair = PyTuple_Pack(2, found, self);
  Py_DECREF(found);
  return pair;
}

// The last one of a walk is not NULL.
static PyObject *last_good(PyObject *self, PyObject *args) {
  Entry *e = first_entry(self);
  if (e == NULL)
    Py_RETURN_NONE;
  while (e != NULL) {
    if (e->next == NULL)
      break;
    e = e->next;
  }
  return PyUnicode_FromString(e->text);
}

PyObject *(*used[])(PyObject *, PyObject *) = {empty_good, found_good,
                                               searched_good, last_good};
