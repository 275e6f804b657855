// RUN: %check_all_hosts %s
// RUNTIME: bad=lengths_bad:leak good=lengths_good args=([[1], 'abc', {}],)
// RUNTIME: good=lengths_good args=([1, 'abc', {}],)
// Pattern: L01
// A new reference in each turn of a loop, never released.

#include <Python.h>

static PyObject *lengths_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  Py_ssize_t total = 0;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    PyObject *text = PyObject_Repr(PyList_GET_ITEM(list, i));
    if (text == NULL)
      return NULL;
    total += PyUnicode_GetLength(text);
  }
  return PyLong_FromSsize_t(total);
  // LEAK: 'text'
}

static PyObject *lengths_good(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  Py_ssize_t total = 0;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    PyObject *text = PyObject_Repr(PyList_GET_ITEM(list, i));
    if (text == NULL)
      return NULL;
    total += PyUnicode_GetLength(text);
    Py_DECREF(text);
  }
  return PyLong_FromSsize_t(total);
}
