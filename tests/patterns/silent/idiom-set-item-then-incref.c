// RUN: %check_all_hosts %s
// RUNTIME: good=pair,row,values args=(object(), 1.5)
// Pattern: idiom
// PyTuple_SET_ITEM and PyList_SET_ITEM first, Py_INCREF of the same object
// right after: in the end the references are right.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *pair(PyObject *self, PyObject *args) {
  PyObject *left, *right;
  if (!PyArg_ParseTuple(args, "OO", &left, &right))
    return NULL;
  PyObject *tuple = PyTuple_New(2);
  if (tuple == NULL)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, left);
  Py_INCREF(left);
  PyTuple_SET_ITEM(tuple, 1, right);
  Py_INCREF(right);
  return tuple;
}

static PyObject *row(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(3);
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < 3; i++) {
    PyList_SET_ITEM(list, i, Py_None);
    Py_INCREF(Py_None);
  }
  return list;
}

// Items move from one container to another.
static PyObject *values(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyTuple_GET_SIZE(args);
  PyObject *list = PyList_New(size);
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < size; i++) {
    PyObject *item = PyTuple_GET_ITEM(args, i);
    PyList_SET_ITEM(list, i, item);
    Py_INCREF(item);
  }
  return list;
}
