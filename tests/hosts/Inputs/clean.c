#include <Python.h>

PyObject *clean(PyObject *self, PyObject *args) { return PyLong_FromLong(1); }
