// RUN: %check_all_hosts %s
// RUNTIME: bad=blank_bad:over good=blank_good
// RUNTIME: bad=row_bad:over good=row_good
// RUNTIME: bad=flag_bad:over good=flag_good
// RUNTIME: bad=released_bad:over good=released_good
// Pattern: U09
// Before Python 3.12 a container that takes over None, True or a static type
// without a reference of its own will release one that nobody took.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *blank_bad(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  if (PyTuple_SetItem(tuple, 0, Py_None) < 0) {
    // OVERRELEASE: ... 'Py_None'
    Py_DECREF(tuple);
    return NULL;
  }
  return tuple;
}

static PyObject *blank_good(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  Py_INCREF(Py_None);
  if (PyTuple_SetItem(tuple, 0, Py_None) < 0) {
    Py_DECREF(tuple);
    return NULL;
  }
  return tuple;
}

// One reference taken before the loop, one given away in every turn.
static PyObject *row_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(2);
  if (list == NULL)
    return NULL;
  Py_INCREF(Py_None);
  for (Py_ssize_t i = 0; i < 2; i++)
    PyList_SET_ITEM(list, i, Py_None);
  // OVERRELEASE: ... 'Py_None'
  return list;
}

static PyObject *row_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(2);
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < 2; i++) {
    Py_INCREF(Py_None);
    PyList_SET_ITEM(list, i, Py_None);
  }
  return list;
}

// `flag` is one of two counted objects.
static PyObject *flag_bad(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyObject *flag = Py_False;
  if (PyTuple_GET_SIZE(args) > 0)
    flag = Py_True;
  PyTuple_SET_ITEM(tuple, 0, flag);
  // OVERRELEASE: ... 'flag'
  return tuple;
}

static PyObject *flag_good(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, PyBool_FromLong(PyTuple_GET_SIZE(args) > 0));
  return tuple;
}

// Never take it, always release it.
static PyObject *released_bad(PyObject *self, PyObject *args) {
  PyObject *result = Py_None;
  if (PyTuple_GET_SIZE(args) > 0) {
    result = PyObject_Repr(args);
    if (result == NULL)
      return NULL;
  }
  int none = result == Py_None;
  Py_DECREF(result);
  // OVERRELEASE: ... 'result'
  return PyBool_FromLong(none);
}

static PyObject *released_good(PyObject *self, PyObject *args) {
  PyObject *result;
  if (PyTuple_GET_SIZE(args) > 0) {
    result = PyObject_Repr(args);
    if (result == NULL)
      return NULL;
  } else {
    result = Py_None;
    Py_INCREF(result);
  }
  int none = result == Py_None;
  Py_DECREF(result);
  return PyBool_FromLong(none);
}
