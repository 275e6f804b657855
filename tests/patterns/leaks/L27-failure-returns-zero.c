// RUN: %check_all_hosts %s
// RUNTIME: bad=text_bad:leak good=text_good args=([],)
// Pattern: L27
// Two ways out that differ in nothing but the number that they return are two
// outcomes: a caller that is told 0 still has to release what it was given.

#include <Python.h>

static int describe(PyObject *object, PyObject **text) {
  *text = PyObject_Repr(object);
  if (*text == NULL)
    return 0;
  if (PyObject_SetAttrString(object, "described", *text) < 0)
    return 0;
  return 1;
}

static int hold(PyObject *object, PyObject **held) {
  Py_INCREF(object);
  *held = object;
  if (PyObject_SetAttrString(object, "held", Py_True) < 0)
    return 2;
  return 1;
}

static PyObject *text_bad(PyObject *self, PyObject *arg) {
  PyObject *text = NULL;
  if (!describe(arg, &text)) {
    if (text == NULL)
      return NULL;
    PyErr_Clear();
    Py_RETURN_NONE;
    // LEAK@-1: 'text'
  }
  return text;
}

static PyObject *text_good(PyObject *self, PyObject *arg) {
  PyObject *text = NULL;
  if (!describe(arg, &text)) {
    if (text == NULL)
      return NULL;
    PyErr_Clear();
    Py_DECREF(text);
    Py_RETURN_NONE;
  }
  return text;
}

static PyObject *held_bad(PyObject *self, PyObject *arg) {
  PyObject *held;
  if (hold(arg, &held) == 2)
    return NULL; // LEAK: 'held'
  return held;
}

static PyObject *held_good(PyObject *self, PyObject *arg) {
  PyObject *held;
  if (hold(arg, &held) == 2) {
    Py_DECREF(held);
    return NULL;
  }
  return held;
}

static PyMethodDef methods[] = {
    {"text_bad", text_bad, METH_O, NULL},
    {"text_good", text_good, METH_O, NULL},
    {"held_bad", held_bad, METH_O, NULL},
    {"held_good", held_good, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
PyMethodDef *table = methods;
