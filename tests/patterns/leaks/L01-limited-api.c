// RUN: %check_driver %s -DPYREFCHECK_PY=0x03080000 -DPy_LIMITED_API=0x03080000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030b0000 -DPy_LIMITED_API=0x030b0000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030c0000 -DPy_LIMITED_API=0x030c0000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030d0000 -DPy_LIMITED_API=0x030d0000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030e0000 -DPy_LIMITED_API=0x030e0000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030b0000 -DPy_LIMITED_API=0x030b0000 -DPy_REF_DEBUG
// RUNTIME: bad=plain_bad:leak,maybe_bad:leak good=plain_good,maybe_good,clear_good args=(1.5,)
// Pattern: L01
// The limited API: from 3.12 on the reference operations call exported functions,
// and from 3.13 on a function returns None.

#include <Python.h>

static PyObject *plain_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GetItem(args, 0));
  if (text == NULL)
    return NULL;
  Py_INCREF(text);
  Py_DECREF(text);
  Py_RETURN_NONE;
  // LEAK: 'text'
}

static PyObject *maybe_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GetItem(args, 0));
  Py_XINCREF(text);
  Py_XDECREF(text);
  if (text == NULL)
    return NULL;
  Py_RETURN_TRUE;
  // LEAK: 'text'
}

static PyObject *plain_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GetItem(args, 0));
  if (text == NULL)
    return NULL;
  Py_INCREF(text);
  Py_DECREF(text);
  Py_DECREF(text);
  Py_RETURN_FALSE;
}

static PyObject *maybe_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GetItem(args, 0));
  Py_XINCREF(text);
  Py_XDECREF(text);
  return text;
}

static PyObject *clear_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GetItem(args, 0));
  Py_CLEAR(text);
  Py_XDECREF(text);
  if (PyErr_Occurred())
    return NULL;
  Py_RETURN_NOTIMPLEMENTED;
}
