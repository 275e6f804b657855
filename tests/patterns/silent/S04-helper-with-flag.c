// RUN: %check_all_hosts %s
// RUNTIME: bad=measure_bad:leak,unpack_bad:over good=measure_good,unpack_good args=([1],)
// Pattern: S04
// A flag tells the helper whether to take the reference over.

#include <Python.h>

static Py_ssize_t length(PyObject *object, int steal) {
  Py_ssize_t size = PyObject_Size(object);
  if (size < 0 || !PyList_Check(object)) {
    if (steal)
      Py_DECREF(object);
    return -1;
  }
  if (steal) {
    Py_DECREF(object);
  }
  return size;
}

static PyObject *measure_good(PyObject *self, PyObject *args) {
  PyObject *items = PySequence_List(PyTuple_GET_ITEM(args, 0));
  if (items == NULL)
    return NULL;
  if (length(items, 1) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *measure_bad(PyObject *self, PyObject *args) {
  PyObject *items = PySequence_List(PyTuple_GET_ITEM(args, 0));
  if (items == NULL)
    return NULL;
  if (length(items, 0) < 0)
    return NULL;
  // LEAK: 'items'
  Py_RETURN_NONE;
}

static PyObject *unpack_good(PyObject *self, PyObject *args) {
  length(PyTuple_GET_ITEM(args, 0), 0);
  Py_RETURN_NONE;
}

static PyObject *unpack_bad(PyObject *self, PyObject *args) {
  length(PyTuple_GET_ITEM(args, 0), 1);
  // OVERRELEASE: 'length'
  Py_RETURN_NONE;
}
