// RUN: %check_driver %s -DPYREFCHECK_PY=0x03080000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x03090000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030a0000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030b0000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030c0000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030d0000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030e0000
// RUN: %check_driver %s -DPy_REF_DEBUG -DPYREFCHECK_PY=0x03080000
// RUN: %check_driver %s -DPy_REF_DEBUG -DPYREFCHECK_PY=0x03090000
// RUN: %check_driver %s -DPy_REF_DEBUG -DPYREFCHECK_PY=0x030a0000
// RUN: %check_driver %s -DPy_REF_DEBUG -DPYREFCHECK_PY=0x030b0000
// RUN: %check_driver %s -DPy_REF_DEBUG -DPYREFCHECK_PY=0x030c0000
// RUN: %check_driver %s -DPy_REF_DEBUG -DPYREFCHECK_PY=0x030d0000
// RUN: %check_driver %s -DPy_REF_DEBUG -DPYREFCHECK_PY=0x030e0000
// RUNTIME: bad=plain_bad:leak,maybe_bad:leak
//     good=plain_good,maybe_good,clear_good,tuple_good,setref_good args=(1.5,)
// Pattern: L01
// The reference operations take another shape in each version of the headers, and
// in debug builds: macros, inline functions with file and line, tests for
// immortal objects. What they do to references is the same.

#include <Python.h>

static PyObject *plain_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  Py_INCREF(text);
  Py_DECREF(text);
  Py_RETURN_NONE;
  // LEAK: 'text'
}

static PyObject *maybe_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  Py_XINCREF(text);
  Py_XDECREF(text);
  if (text == NULL)
    return NULL;
  Py_RETURN_TRUE;
  // LEAK: 'text'
}

static PyObject *plain_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  Py_INCREF(text);
  Py_DECREF(text);
  Py_DECREF(text);
  Py_RETURN_FALSE;
}

static PyObject *maybe_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  Py_XINCREF(text);
  Py_XDECREF(text);
  return text;
}

static PyObject *clear_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  Py_CLEAR(text);
  Py_XDECREF(text);
  if (PyErr_Occurred())
    return NULL;
  Py_RETURN_NOTIMPLEMENTED;
}

static PyObject *tuple_good(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (text == NULL) {
    Py_DECREF(tuple);
    return NULL;
  }
  PyTuple_SET_ITEM(tuple, 0, text);
  return tuple;
}

static PyObject *setref_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  Py_SETREF(text, PyObject_Repr(text));
  Py_XSETREF(text, NULL);
  if (PyErr_Occurred())
    return NULL;
  Py_INCREF(Py_None);
  return Py_None;
}
