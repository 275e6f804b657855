// RUN: %check_all_hosts %s
// RUNTIME: none (the arrays are read as C macros do)
// Pattern: L01
// A counter that a loop sets back at times can be anything after the loop.

#include <Python.h>

// The last line was said more often than it was printed.
static PyObject *repeated_bad(PyObject *self, PyObject *lines) {
  PyObject *last = NULL;
  long count = 0;
  Py_ssize_t i = 0;
  while (i < PyList_GET_SIZE(lines)) {
    PyObject *line = PyList_GET_ITEM(lines, i);
    if (line == last) {
      count++;
    } else {
      last = line;
      count = 0;
    }
    i++;
  }
  if (count > 3) {
    PyObject *note = PyUnicode_FromFormat("%ld more", count - 3);
    if (note == NULL)
      return NULL;
    PySys_WriteStdout("%p", (void *)note);
  }
  Py_RETURN_NONE; // LEAK: 'note'
}

static PyObject *repeated_good(PyObject *self, PyObject *lines) {
  PyObject *last = NULL;
  long count = 0;
  Py_ssize_t i = 0;
  while (i < PyList_GET_SIZE(lines)) {
    PyObject *line = PyList_GET_ITEM(lines, i);
    if (line == last) {
      count++;
    } else {
      last = line;
      count = 0;
    }
    i++;
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

static PyObject *runs_bad(PyObject *self, PyObject *text) {
  const char *p = PyUnicode_AsUTF8(text);
  if (p == NULL)
    return NULL;
  int length = 0;
  for (; *p; p++) {
    if (p[1] != p[0])
      length = 0;
    else
      length += 1;
    if (length == 5) {
      PyObject *run = PyLong_FromLong(length);
      if (run == NULL)
        return NULL;
      return PyTuple_Pack(2, text, run);
      // LEAK: 'run'
    }
  }
  Py_RETURN_NONE;
}

static PyObject *runs_good(PyObject *self, PyObject *text) {
  const char *p = PyUnicode_AsUTF8(text);
  if (p == NULL)
    return NULL;
  int length = 0;
  for (; *p; p++) {
    if (p[1] != p[0])
      length = 0;
    else
      length += 1;
    if (length == 5)
      return PyLong_FromLong(length);
  }
  Py_RETURN_NONE;
}

static PyObject *marks_bad(PyObject *self, PyObject *marks) {
  int most = 0, now = 0;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(marks); i++) {
    if (PyObject_IsTrue(PyList_GET_ITEM(marks, i)) <= 0) {
      now = 0;
      continue;
    }
    if (++now > most)
      most++;
  }
  if (most < 5 && now < 5)
    Py_RETURN_NONE;
  PyObject *number = PyLong_FromLong(most);
  if (number == NULL)
    return NULL;
  return PyObject_Str(number);
  // LEAK: 'number'
}

static PyObject *marks_good(PyObject *self, PyObject *marks) {
  int most = 0, now = 0;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(marks); i++) {
    if (PyObject_IsTrue(PyList_GET_ITEM(marks, i)) <= 0) {
      now = 0;
      continue;
    }
    if (++now > most)
      most++;
  }
  if (most < 5 && now < 5)
    Py_RETURN_NONE;
  PyObject *number = PyLong_FromLong(most);
  if (number == NULL)
    return NULL;
  PyObject *text = PyObject_Str(number);
  Py_DECREF(number);
  return text;
}

// What was made where the counter was set forward is released where it is not 0.
static PyObject *held_good(PyObject *self, PyObject *marks) {
  PyObject *held = NULL;
  int now = 0;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(marks); i++) {
    if (PyList_GET_ITEM(marks, i) == Py_None) {
      Py_CLEAR(held);
      now = 0;
    } else if (now++ == 0) {
      held = PyObject_Str(PyList_GET_ITEM(marks, i));
      if (held == NULL)
        return NULL;
    }
  }
  if (now > 0)
    Py_DECREF(held);
  Py_RETURN_NONE;
}

PyObject *(*used[])(PyObject *, PyObject *) = {held_good};
