// RUN: %check_all_hosts %s
// RUNTIME: good=checksum,both,encoded args=(b'abc', b'xyz')
// RUNTIME: good=checksum,both,encoded args=('abc', 3)
// Pattern: idiom
// Py_buffer and encoded strings from PyArg_ParseTuple are given back on every
// path.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *checksum(PyObject *self, PyObject *args) {
  Py_buffer view;
  PyObject *rest;
  unsigned long sum = 0;
  if (!PyArg_ParseTuple(args, "y*O", &view, &rest))
    return NULL;
  for (Py_ssize_t i = 0; i < view.len; i++)
    sum += ((unsigned char *)view.buf)[i];
  PyBuffer_Release(&view);
  return PyLong_FromUnsignedLong(sum);
}

static PyObject *both(PyObject *self, PyObject *args) {
  Py_buffer left, right;
  PyObject *result = NULL;
  if (PyObject_GetBuffer(PyTuple_GET_ITEM(args, 0), &left, PyBUF_SIMPLE) < 0)
    return NULL;
  if (PyObject_GetBuffer(PyTuple_GET_ITEM(args, 1), &right, PyBUF_SIMPLE) < 0)
    goto release_left;
  result = PyBool_FromLong(left.len == right.len);
  PyBuffer_Release(&right);
release_left:
  PyBuffer_Release(&left);
  return result;
}

static PyObject *encoded(PyObject *self, PyObject *args) {
  char *text = NULL;
  PyObject *rest;
  if (!PyArg_ParseTuple(args, "etO", "utf-8", &text, &rest))
    return NULL;
  PyObject *result = PyUnicode_FromString(text);
  PyMem_Free(text);
  return result;
}
