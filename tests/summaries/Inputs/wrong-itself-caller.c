#include <Python.h>

PyObject *check_closed(PyObject *self, PyObject *args);

PyObject *good(PyObject *self, PyObject *args) {
  if (check_closed(self, Py_True) == NULL)
    return NULL;
  Py_RETURN_NONE;
}
