// RUN: %check_all_hosts %s
// RUNTIME: none (an object that is initialised again is no longer what it was)
// Pattern: L01
// PyObject_Init gives its argument the one reference that the caller has, and
// returns it. That it does is no reason to forget it.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  int n;
} Number;

PyObject *memory_good(PyTypeObject *type) {
  Number *self = PyObject_Malloc(sizeof(Number));
  if (self == NULL)
    return PyErr_NoMemory();
  self->n = 1;
  return PyObject_Init((PyObject *)self, type);
}

PyObject *again_good(PyTypeObject *type) {
  PyObject *self = PyTuple_New(2);
  if (self == NULL)
    return NULL;
  return PyObject_Init(self, type);
}

PyObject *sized_good(PyTypeObject *type) {
  PyVarObject *self = (PyVarObject *)PyTuple_New(2);
  if (self == NULL)
    return NULL;
  return (PyObject *)PyObject_InitVar(self, type, 2);
}

PyObject *released_good(PyTypeObject *type) {
  PyObject *self = PyObject_Malloc(sizeof(Number));
  if (self == NULL)
    return PyErr_NoMemory();
  PyObject_Init(self, type);
  if (PyErr_CheckSignals() < 0) {
    Py_DECREF(self);
    return NULL;
  }
  return self;
}

PyObject *lost_bad(PyTypeObject *type) {
  PyObject *self = PyTuple_New(2);
  if (self == NULL)
    return NULL;
  self = PyObject_Init(self, type);
  if (PyErr_CheckSignals() < 0)
    return NULL;
  // LEAK: 'self'
  return self;
}
