// RUN: %check_all_hosts %s
// RUNTIME: good=strip,describe args=(b'abc',)
// RUNTIME: good=strip,describe args=(None,)
// RUNTIME: bad=strip_bad:leak args=(bytearray(b'abc'),)
// Pattern: S02
// What was compared with None once is None, or is not, ever after.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *strip(PyObject *self, PyObject *args) {
  PyObject *bytes = PyTuple_GetItem(args, 0);
  if (bytes == NULL)
    return NULL;
  Py_buffer view;
  Py_ssize_t length = 6;
  if (bytes != Py_None) {
    if (PyObject_GetBuffer(bytes, &view, PyBUF_SIMPLE) != 0)
      return NULL;
    length = view.len;
  }
  if (bytes != Py_None)
    PyBuffer_Release(&view);
  return PyLong_FromSsize_t(length);
}

static PyObject *strip_bad(PyObject *self, PyObject *args) {
  PyObject *bytes = PyTuple_GetItem(args, 0);
  if (bytes == NULL)
    return NULL;
  Py_buffer view;
  Py_ssize_t length = 6;
  if (bytes != Py_None) {
    if (PyObject_GetBuffer(bytes, &view, PyBUF_SIMPLE) != 0)
      return NULL;
    length = view.len;
  }
  if (bytes == Py_None)
    PyBuffer_Release(&view);
  return PyLong_FromSsize_t(length);
  // LEAK: 'view'
}

// None without a reference, or something new: the caller tells them apart.
static PyObject *names_of(PyObject *object) {
  if (object == Py_None)
    return Py_None;
  return PyList_New(0);
}

static PyObject *describe(PyObject *self, PyObject *args) {
  PyObject *object = PyTuple_GetItem(args, 0);
  if (object == NULL)
    return NULL;
  PyObject *names = names_of(object);
  if (names == NULL)
    return NULL;
  Py_ssize_t size = 0;
  if (names != Py_None) {
    size = PyObject_Length(names);
    Py_DECREF(names);
  }
  return PyLong_FromSsize_t(size);
}
