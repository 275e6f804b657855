// RUN: %check_all_hosts %s
// RUNTIME: good=by_name_good
// XFAIL: *
// Pattern: U07
// An item is released by its own name, and replaced before anybody can see it:
// the release is the container's.

#include <Python.h>

static PyObject *by_name_good(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyObject *number = PyFloat_FromDouble(1.5);
  if (number == NULL) {
    Py_DECREF(tuple);
    return NULL;
  }
  PyTuple_SET_ITEM(tuple, 0, number);
  Py_DECREF(number);
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(self));
  return tuple;
}
