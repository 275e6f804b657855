#include <Python.h>

PyObject *invalid(PyObject *self, PyObject *args) {
  PyObject *number = PyLong_FromLong(undeclared);
  if (number == NULL)
    return NULL;
  return PyUnicode_FromString("forgotten");
}

PyObject *valid(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0);
}
