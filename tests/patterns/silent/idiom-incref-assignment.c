// RUN: %check_all_hosts %s
// RUNTIME: good=either,counted,stepped,inlined,alternative args=(object(), 'x')
// RUNTIME: good=stepped fail=PyList_Append args=(1, 2)
// Pattern: idiom
// Reference operations inside larger expressions: assignments as arguments, the
// comma operator, conditions that assign, casts.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *either(PyObject *self, PyObject *args) {
  PyObject *res;
  Py_INCREF(res = PyTuple_GET_ITEM(args, 0));
  return res;
}

static PyObject *counted(PyObject *self, PyObject *args) {
  PyObject *first;
  return (first = PyTuple_GET_ITEM(args, 0)), Py_INCREF(first), first;
}

static PyObject *stepped(PyObject *self, PyObject *args) {
  PyObject *list, *item;
  if (!(list = PyList_New(0)) || !(item = PyObject_Repr(args))) {
    Py_XDECREF(list);
    return NULL;
  }
  if (PyList_Append(list, item) < 0)
    return Py_DECREF(item), Py_DECREF(list), NULL;
  return Py_DECREF(item), list;
}

static PyObject *inlined(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1), *item;
  if (!tuple)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0,
                   (Py_INCREF(item = PyTuple_GET_ITEM(args, 0)), item));
  return tuple;
}

static PyObject *alternative(PyObject *self, PyObject *args) {
  PyObject *value = NULL;
  (void)((value = PyTuple_GET_ITEM(args, 1)) != Py_None
             ? Py_INCREF((PyObject *)value)
             : Py_INCREF(value = args));
  return value;
}
