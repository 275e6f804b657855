// RUNTIME: good=leak,over,stale,crash bad=clean:leak,clean:crash args=([],)
// RUNTIME: bad=leak:leak,over:over,stale:freed,crash:crash good=clean args=([],)
// RUNTIME: bad=leak_memory:memory,leak_memory:over fail=PyList_New args=([],)
// What each kind of claim looks like, true and false.

#include <Python.h>

static PyObject *leak(PyObject *self, PyObject *args) {
  Py_INCREF(PyTuple_GET_ITEM(args, 0));
  Py_RETURN_NONE;
}

static PyObject *over(PyObject *self, PyObject *args) {
  Py_DECREF(Py_None);
  Py_RETURN_NONE;
}

static PyObject *stale(PyObject *self, PyObject *args) {
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, 100);
  if (bytes == NULL)
    return NULL;
  Py_DECREF(bytes);
  return PyLong_FromSsize_t(PyBytes_GET_SIZE(bytes));
}

static PyObject *crash(PyObject *self, PyObject *args) {
  PyObject *nothing = NULL;
  Py_INCREF(nothing);
  Py_RETURN_NONE;
}

// Leaks only when PyList_New fails.
static PyObject *leak_memory(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL && PyMem_Malloc(100) == NULL)
    return NULL;
  return list;
}

static PyObject *clean(PyObject *self, PyObject *args) { Py_RETURN_NONE; }
