#include <Python.h>

static void finish(PyObject *object) {
  Py_DECREF(object);
}

#define RELEASE(x) Py_DECREF(x)

int on_way(void) {
  return 1;
}

PyObject *by_helper(PyObject *self, PyObject *args) {
  PyObject *number = PyLong_FromLong(1);
  if (number == NULL)
    return NULL;
  finish(number);
  return PyTuple_New(0);
}

PyObject *by_macro(PyObject *self, PyObject *args) {
  PyObject *number = PyLong_FromLong(1);
  if (number == NULL)
    return NULL;
  RELEASE(number);
  return PyTuple_New(0);
}
