#include <Python.h>

PyObject *leak(PyObject *self, PyObject *args) {
  PyObject *number = PyLong_FromLong(1);
  if (number == NULL)
    return NULL;
  return PyUnicode_FromString("forgotten");
}

PyObject *borrowed(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0);
}
