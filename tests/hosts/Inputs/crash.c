#include <Python.h>

PyObject *borrowed(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0);
}

#pragma clang __debug crash
