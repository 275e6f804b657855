// RUN: %check_all_hosts %s
// RUNTIME: good=set_value call=binary run=f(m.Record(1, 2, 3), object())
// RUNTIME: good=replace_pair call=binary run=f(m.Record(1, 2, 3), object())
// RUNTIME: good=refresh call=binary run=f(m.Record(), None)
// RUNTIME: good=swap call=binary run=f(m.Record(1, 2, 3), None)
// RUNTIME: good=take call=binary run=f(m.Record(object(), 2), None)
// Pattern: S01
// A strong reference stored into a field of an object belongs to that object.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
  PyObject *pair[2];
} Holder;

static PyObject *set_value(PyObject *object, PyObject *value) {
  Holder *self = (Holder *)object;
  PyObject *old = self->value;
  Py_INCREF(value);
  self->value = value;
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

// The array is part of the object.
static PyObject *replace_pair(PyObject *object, PyObject *value) {
  Holder *self = (Holder *)object;
  for (int i = 0; i < 2; i++) {
    PyObject *text = PyObject_Repr(value);
    if (text == NULL)
      return NULL;
    Py_XSETREF(self->pair[i], text);
  }
  Py_RETURN_NONE;
}

// The field is empty when the result is stored.
static PyObject *refresh(PyObject *object, PyObject *unused) {
  Holder *self = (Holder *)object;
  Py_CLEAR(self->value);
  self->value = PyDict_New();
  if (self->value == NULL)
    return NULL;
  if (PyDict_SetItemString(self->value, "state", Py_None) < 0) {
    Py_CLEAR(self->value);
    return NULL;
  }
  Py_RETURN_NONE;
}

// Two fields exchange what they own.
static PyObject *swap(PyObject *object, PyObject *unused) {
  Holder *self = (Holder *)object;
  PyObject *first = self->pair[0];
  self->pair[0] = self->pair[1];
  self->pair[1] = first;
  Py_RETURN_NONE;
}

// The field hands its reference over to the caller.
static PyObject *take(PyObject *object, PyObject *unused) {
  Holder *self = (Holder *)object;
  PyObject *value = self->value;
  if (value == NULL)
    Py_RETURN_NONE;
  self->value = NULL;
  return value;
}
