// RUN: %check_all_hosts %s
// RUNTIME: good=as_bytes args=('x',)
// RUNTIME: good=as_bytes args=(b'x',)
// RUNTIME: good=as_bytes args=(3,)
// RUNTIME: good=one_of_two args=('x',)
// RUNTIME: good=one_of_two args=(b'x',)
// RUNTIME: good=one_of_two args=(3,)
// RUNTIME: bad=both_of_two:leak args=('x',)
// Pattern: idiom
// What an object is does not change: asked again, the answer is the same, and
// nothing is text and bytes at once.

#include <Python.h>

static PyObject *as_bytes(PyObject *self, PyObject *args) {
  PyObject *value = PyTuple_GET_ITEM(args, 0), *bytes = value;
  if (PyUnicode_Check(value)) {
    bytes = PyUnicode_AsUTF8String(value);
    if (bytes == NULL)
      return NULL;
  }
  Py_ssize_t size = PyObject_Size(bytes);
  if (PyUnicode_Check(value))
    Py_DECREF(bytes);
  if (size < 0)
    return NULL;
  return PyLong_FromSsize_t(size);
}

static PyObject *one_of_two(PyObject *self, PyObject *args) {
  PyObject *value = PyTuple_GET_ITEM(args, 0), *copy = NULL;
  if (PyUnicode_Check(value)) {
    copy = PyUnicode_AsUTF8String(value);
    if (copy == NULL)
      return NULL;
  }
  if (PyBytes_Check(value)) {
    copy = PyByteArray_FromObject(value);
    if (copy == NULL)
      return NULL;
  }
  Py_XDECREF(copy);
  Py_RETURN_NONE;
}

// The bad twin: an object may well be callable and text.
static PyObject *both_of_two(PyObject *self, PyObject *args) {
  PyObject *value = PyTuple_GET_ITEM(args, 0), *copy = NULL;
  if (PyUnicode_Check(value)) {
    copy = PyUnicode_AsUTF8String(value);
    if (copy == NULL)
      return NULL;
  }
  if (PySequence_Check(value)) {
    copy = PySequence_List(value);
    // LEAK: ^Leak of 'copy': ... lost when the variable is overwritten
    if (copy == NULL)
      return NULL;
  }
  Py_XDECREF(copy);
  Py_RETURN_NONE;
}
