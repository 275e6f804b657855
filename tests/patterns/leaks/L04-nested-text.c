// RUN: %check_all_hosts %s
// RUNTIME: bad=text_bad:leak,first_bad:leak good=text_good args=([1, 2],)
// Pattern: L04
// The pointer into a temporary's text stays good only because the temporary
// leaks.

#include <Python.h>

static PyObject *text_bad(PyObject *self, PyObject *args) {
  const char *text = PyUnicode_AsUTF8(PyObject_Repr(PyTuple_GET_ITEM(args, 0)));
  // LEAK: 'PyObject_Repr'
  if (text == NULL)
    return NULL;
  return PyLong_FromSize_t(strlen(text));
}

static PyObject *first_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  return PyUnicode_FromFormat("%R", PySequence_GetSlice(list, 0, 1));
  // LEAK: 'PySequence_GetSlice'
}

static PyObject *text_good(PyObject *self, PyObject *args) {
  PyObject *repr = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (repr == NULL)
    return NULL;
  const char *text = PyUnicode_AsUTF8(repr);
  PyObject *length = text ? PyLong_FromSize_t(strlen(text)) : NULL;
  Py_DECREF(repr);
  return length;
}
