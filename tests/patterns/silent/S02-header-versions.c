// RUN: %check_driver %s -DPYREFCHECK_PY=0x03080000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x03090000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030a0000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030b0000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030c0000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030d0000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030e0000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x03080000 -DPy_REF_DEBUG
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030b0000 -DPy_REF_DEBUG
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030e0000 -DPy_REF_DEBUG
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030a0000 -DPy_LIMITED_API=0x03080000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030d0000 -DPy_LIMITED_API=0x030c0000
// RUNTIME: good=collect,remember,shared args=(1, 2)
// RUNTIME: good=collect fail=PyList_Append args=(1, 2)
// Pattern: S02
// Correct code stays silent, whatever shape the reference operations have in
// the version and the build at hand.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *collect(PyObject *self, PyObject *args) {
  PyObject *list = NULL, *text = NULL;
  list = PyList_New(0);
  if (list == NULL)
    goto error;
  text = PyObject_Repr(args);
  if (text == NULL)
    goto error;
  if (PyList_Append(list, text) < 0)
    goto error;
  Py_CLEAR(text);
  return list;
error:
  Py_XDECREF(text);
  Py_XDECREF(list);
  return NULL;
}

static PyObject *last;

static PyObject *remember(PyObject *self, PyObject *args) {
  PyObject *old = last;
  Py_INCREF(args);
  last = args;
  Py_XDECREF(old);
  Py_INCREF(Py_None);
  return Py_None;
}

static PyObject *shared(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Str(args);
  if (text == NULL)
    return NULL;
  PyObject *tuple = PyTuple_New(2);
  if (tuple == NULL) {
    Py_DECREF(text);
    return NULL;
  }
  Py_INCREF(text);
  if (PyTuple_SetItem(tuple, 0, text) < 0) {
    Py_DECREF(text);
    Py_DECREF(tuple);
    return NULL;
  }
  if (PyTuple_SetItem(tuple, 1, text) < 0) {
    Py_DECREF(tuple);
    return NULL;
  }
  Py_XINCREF(tuple);
  Py_XDECREF(tuple);
  return tuple;
}
