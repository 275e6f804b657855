#include <Python.h>

PyObject *leak(PyObject *self, PyObject *args) {
  PyObject *number = PyLong_FromLong(1);
  if (number == NULL)
    return NULL;
  return PyUnicode_FromString("forgotten");
}
