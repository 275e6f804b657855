#include <Python.h>

int is_text(PyObject *object);
int is_text_or_null(PyObject *object);

PyObject *ask_bad(PyObject *self, PyObject *name) {
  PyObject *value = PyObject_GetAttr(self, name);
  int text = is_text(value);
  Py_XDECREF(value);
  return PyLong_FromLong(text);
}

PyObject *ask_good(PyObject *self, PyObject *name) {
  PyObject *value = PyObject_GetAttr(self, name);
  int text = is_text_or_null(value);
  Py_XDECREF(value);
  return PyLong_FromLong(text);
}
