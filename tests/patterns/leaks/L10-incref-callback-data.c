// RUN: %check_all_hosts %s
// RUNTIME: bad=twice_bad:leak good=once_good call=o args=(object(),)
// Pattern: L10
// A pointer that goes where nobody can follow it takes one reference along, not
// two.

#include <Python.h>

static void release(PyObject *capsule) {
  Py_DECREF((PyObject *)PyCapsule_GetPointer(capsule, "data"));
}

static PyObject *once_good(PyObject *self, PyObject *arg) {
  PyObject *capsule = PyCapsule_New((void *)Py_NewRef(arg), "data", release);
  if (capsule == NULL)
    Py_DECREF(arg);
  return capsule;
}

static PyObject *twice_bad(PyObject *self, PyObject *arg) {
  Py_INCREF(arg);
  return PyCapsule_New((void *)Py_NewRef(arg), "data", release);
  // LEAK: 'arg'
}
