#include <Python.h>

/* Two defects that differ in their places alone. */
PyObject *twins(PyObject *self, PyObject *args) {
  if (self == args) {
    return PyTuple_GetItem(args, 0);
  }
  return PyTuple_GetItem(args, 0);
}

/* A place with a range. */
PyObject *released(PyObject *self, PyObject *args) {
  Py_DECREF(args);
  return PyLong_FromLong(1);
}
