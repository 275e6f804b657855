// RUN: %check_all_hosts %s
// RUNTIME-SETUP: class Value:
// RUNTIME-SETUP:     def __init__(self, kept): self.kept = kept
// RUNTIME-SETUP:     def __str__(self):
// RUNTIME-SETUP:         self.kept.clear()
// RUNTIME-SETUP:         return "text"
// RUNTIME-SETUP: def values():
// RUNTIME-SETUP:     kept = {}
// RUNTIME-SETUP:     kept["key"] = Value(kept)
// RUNTIME-SETUP:     return (kept,)
// RUNTIME: bad=texts_bad:crash|over|freed good=texts_good args=values()
// RUNTIME: bad=lengths_bad:crash|over|freed good=count_good args=values()
// RUNTIME: bad=first_bad:crash|over|freed good=own_good args=values()
// Pattern: U18
// A helper that calls a method of an object can take what was borrowed away.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static int print(PyObject *value) {
  PyObject *text = PyObject_Str(value);
  if (text == NULL)
    return -1;
  Py_DECREF(text);
  return 0;
}

static PyObject *texts_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  PyObject *key, *value;
  Py_ssize_t pos = 0;
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  while (PyDict_Next(dict, &pos, &key, &value)) {
    if (print(value) < 0 || PyList_Append(list, value) < 0) {
      // BORROWED-INVALIDATED@-1: 'value' ... 'print'
      Py_DECREF(list);
      return NULL;
    }
  }
  return list;
}

static PyObject *texts_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  PyObject *key, *value;
  Py_ssize_t pos = 0;
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  while (PyDict_Next(dict, &pos, &key, &value)) {
    Py_INCREF(value);
    const int done = print(value) < 0 ? -1 : PyList_Append(list, value);
    Py_DECREF(value);
    if (done < 0) {
      Py_DECREF(list);
      return NULL;
    }
  }
  return list;
}

// By way of another helper, in one of its branches.
static Py_ssize_t length_of(PyObject *value, int is_text) {
  if (!is_text)
    return PyObject_Size(value);
  return print(value) < 0 ? -1 : 1;
}

static PyObject *lengths_of(PyObject *dict) {
  PyObject *key, *value;
  Py_ssize_t pos = 0;
  if (!PyDict_Next(dict, &pos, &key, &value))
    Py_RETURN_NONE;
  if (length_of(value, 1) < 0)
    return NULL;
  return PyTuple_Pack(1, value);
  // BORROWED-INVALIDATED: 'value' ... 'length_of'
}

static PyObject *lengths_bad(PyObject *self, PyObject *args) {
  return lengths_of(PyTuple_GET_ITEM(args, 0));
}

// One caller has made the dictionary, the other has not.
static PyObject *first_of(PyObject *dict) {
  PyObject *value = PyDict_GetItemString(dict, "key");
  if (value == NULL)
    Py_RETURN_NONE;
  if (print(value) < 0)
    return NULL;
  Py_INCREF(value); // BORROWED-INVALIDATED: 'value' ... 'print'
  return value;
}

static PyObject *first_bad(PyObject *self, PyObject *args) {
  PyObject *own = PyDict_New();
  if (own == NULL)
    return NULL;
  PyObject *none = first_of(own);
  Py_DECREF(own);
  if (none == NULL)
    return NULL;
  Py_DECREF(none);
  return first_of(PyTuple_GET_ITEM(args, 0));
}

// A helper that only looks.
static int is_text(PyObject *value) { return PyUnicode_Check(value); }

static PyObject *count_good(PyObject *self, PyObject *args) {
  PyObject *key, *value;
  Py_ssize_t pos = 0;
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  while (PyDict_Next(PyTuple_GET_ITEM(args, 0), &pos, &key, &value)) {
    if (!is_text(value) && PyList_Append(list, value) < 0) {
      Py_DECREF(list);
      return NULL;
    }
  }
  return list;
}

// Nobody else can get at a dictionary that was just made.
static PyObject *own_of(PyObject *dict) {
  PyObject *value = PyDict_GetItemString(dict, "number");
  if (value == NULL)
    Py_RETURN_NONE;
  if (print(value) < 0)
    return NULL;
  Py_INCREF(value);
  return value;
}

static PyObject *own_good(PyObject *self, PyObject *args) {
  PyObject *own = Py_BuildValue("{s:i}", "number", 1000);
  if (own == NULL)
    return NULL;
  PyObject *number = own_of(own);
  Py_DECREF(own);
  return number;
}

// A helper that calls objects only where its callers leave.
static int need_text(PyObject *value) {
  if (PyUnicode_Check(value))
    return 0;
  PyObject *text = PyObject_Repr(value);
  if (text == NULL)
    return -1;
  PyErr_SetObject(PyExc_TypeError, text);
  Py_DECREF(text);
  return -1;
}

static PyObject *needed_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  PyObject *value = PyDict_GetItemString(dict, "name");
  if (value == NULL)
    Py_RETURN_NONE;
  if (need_text(value) < 0)
    return NULL;
  return Py_NewRef(value);
}

PyObject *(*used[])(PyObject *, PyObject *) = {needed_good};
