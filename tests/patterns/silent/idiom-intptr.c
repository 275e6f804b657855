// RUN: %check_all_hosts %s | FileCheck %s --allow-empty --implicit-check-not=warning:
// RUNTIME: good=remember_bits,round_trip,tagged args=(object(),)
// Pattern: idiom
// A pointer goes through an integer: as a handle, with a tag in its low bit.

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

#define TAG ((uintptr_t)1)
#define IS_NEW(bits) ((bits) & TAG)
#define AS_OBJECT(bits) ((PyObject *)((bits) & ~TAG))

static uintptr_t make_tagged(PyObject *object, int fresh) {
  return (uintptr_t)object | (fresh ? TAG : 0);
}

static PyObject *tagged(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  uintptr_t bits = make_tagged(text, 1);
  PyObject *object = AS_OBJECT(bits);
  PyObject *result = PyObject_Str(object);
  if (IS_NEW(bits))
    Py_DECREF(object);
  return result;
}
