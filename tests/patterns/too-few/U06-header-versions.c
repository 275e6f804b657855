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
// RUNTIME: bad=decref_bad:over,xdecref_bad:over,clear_bad:over,incref_bad:over
//     good=decref_good,xdecref_good,clear_good,incref_good args=(1, 2)
// Pattern: U06
// The reference operations are macros, inline functions or exported functions,
// as the version and the build want it; what they do is the same.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *decref_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  Py_DECREF(text);
  Py_DECREF(text);
  // OVERRELEASE: ... 'text'
  return PyLong_FromLong(1);
}

static PyObject *decref_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  Py_DECREF(text);
  return PyLong_FromLong(1);
}

static PyObject *xdecref_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  Py_XDECREF(text);
  if (text == NULL)
    return NULL;
  Py_XDECREF(text);
  // OVERRELEASE: ... 'text'
  return PyLong_FromLong(1);
}

static PyObject *xdecref_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  Py_XDECREF(text);
  if (text == NULL)
    return NULL;
  return PyLong_FromLong(1);
}

static PyObject *clear_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args), *alias = text;
  if (text == NULL)
    return NULL;
  Py_CLEAR(text);
  Py_CLEAR(alias);
  // OVERRELEASE: ... 'alias'
  return PyLong_FromLong(1);
}

static PyObject *clear_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  Py_CLEAR(text);
  Py_CLEAR(text);
  return PyLong_FromLong(1);
}

static PyObject *incref_bad(PyObject *self, PyObject *args) {
  PyObject *first = PyTuple_GetItem(args, 0);
  if (first == NULL)
    return NULL;
  Py_INCREF(first);
  Py_DECREF(first);
  Py_DECREF(first);
  // OVERRELEASE: ... 'first'
  return PyLong_FromLong(1);
}

static PyObject *incref_good(PyObject *self, PyObject *args) {
  PyObject *first = PyTuple_GetItem(args, 0);
  if (first == NULL)
    return NULL;
  Py_INCREF(first);
  Py_XINCREF(first);
  Py_DECREF(first);
  Py_XDECREF(first);
  return PyLong_FromLong(1);
}
