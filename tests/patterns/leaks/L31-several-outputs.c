// RUN: %check_all_hosts %s
// RUNTIME: bad=fetched_bad:leak,helper_bad:leak good=fetched_good,helper_good
//     args=(1.5,)
// Pattern: L31
// One call gives several references, and each of them can be lost: each is a finding
// of its own.

#include <Python.h>

static PyObject *fetched_bad(PyObject *self, PyObject *args) {
  PyObject *type, *value, *traceback, *text;
  PyErr_SetNone(PyExc_ValueError);
  PyErr_Fetch(&type, &value, &traceback);
  text = PyObject_Repr(type);
  if (value != NULL) {
    Py_XDECREF(traceback);
    return text;
    // LEAK: 'value'
  }
  Py_XDECREF(traceback);
  return text;
  // LEAK: 'type'
}

static PyObject *fetched_good(PyObject *self, PyObject *args) {
  PyObject *type, *value, *traceback, *text;
  PyErr_SetNone(PyExc_ValueError);
  PyErr_Fetch(&type, &value, &traceback);
  text = PyObject_Repr(type);
  Py_DECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  return text;
}

static int two(PyObject *from, PyObject **first, PyObject **second) {
  *second = NULL;
  *first = PyObject_Repr(from);
  if (*first == NULL)
    return -1;
  *second = PyObject_Str(from);
  if (*second == NULL) {
    Py_CLEAR(*first);
    return -1;
  }
  return 0;
}

static PyObject *helper_bad(PyObject *self, PyObject *args) {
  PyObject *first, *second;
  if (two(args, &first, &second) < 0)
    return NULL;
  Py_RETURN_NONE;
  // LEAK: 'first'
  // LEAK: 'second'
}

static PyObject *helper_good(PyObject *self, PyObject *args) {
  PyObject *first, *second;
  if (two(args, &first, &second) < 0)
    return NULL;
  Py_DECREF(first);
  return second;
}
