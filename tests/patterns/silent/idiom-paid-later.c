// RUN: %check_all_hosts %s
// RUNTIME: good=call_with args=(str, 3.5)
// RUNTIME: bad=unpaid:over args=(str, 3.5)
// Pattern: S10
// A tuple of borrowed references that get their counts before it is released.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *call_with(PyObject *self, PyObject *args) {
  PyObject *result = NULL;
  PyObject *callable = PyTuple_GET_ITEM(args, 0);
  PyObject *packed = PyTuple_New(1);
  if (packed == NULL)
    return NULL;
  PyTuple_SET_ITEM(packed, 0, PyTuple_GET_ITEM(args, 1));
  result = PyObject_CallObject(callable, packed);
  for (Py_ssize_t i = 0; i < 1; i++)
    Py_XINCREF(PyTuple_GET_ITEM(packed, i));
  Py_DECREF(packed);
  return result;
}

static PyObject *unpaid(PyObject *self, PyObject *args) {
  PyObject *callable = PyTuple_GET_ITEM(args, 0);
  PyObject *packed = PyTuple_New(1);
  if (packed == NULL)
    return NULL;
  PyTuple_SET_ITEM(packed, 0, PyTuple_GET_ITEM(args, 1));
  // OVERRELEASE: ^'PyTuple_SET_ITEM' steals a reference
  PyObject *result = PyObject_CallObject(callable, packed);
  Py_DECREF(packed);
  return result;
}
