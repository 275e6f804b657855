// RUN: %check_all_hosts %s
// RUNTIME: good=remember_bits,round_trip args=(object(),)
// Pattern: idiom
// A pointer goes through an integer.

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

static uintptr_t remembered;

// The integer owns the reference until it is turned back.
static PyObject *remember_bits(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  PyObject *old = (PyObject *)remembered;
  remembered = (uintptr_t)list;
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *round_trip(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  intptr_t handle = (intptr_t)text;
  return (PyObject *)handle;
}
