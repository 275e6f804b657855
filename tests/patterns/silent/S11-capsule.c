// RUN: %check_all_hosts %s
// RUNTIME: good=wrap,wrap_context call=o args=(str,)
// RUNTIME: good=wrap fail=PyCapsule_New call=o args=(str,)
// RUNTIME: good=wrap_context fail=PyCapsule_New call=o args=(str,)
// Pattern: S11
// A reference travels in a capsule, as a `void *`; the capsule's destructor
// releases it.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static void release_capsule(PyObject *capsule) {
  PyObject *held = PyCapsule_GetPointer(capsule, "example.held");
  Py_XDECREF(held);
}

static PyObject *wrap(PyObject *self, PyObject *arg) {
  Py_INCREF(arg);
  PyObject *capsule = PyCapsule_New(arg, "example.held", release_capsule);
  if (capsule == NULL)
    Py_DECREF(arg);
  return capsule;
}

static void release_context(PyObject *capsule) {
  Py_XDECREF((PyObject *)PyCapsule_GetContext(capsule));
}

static int anchor;

static PyObject *wrap_context(PyObject *self, PyObject *arg) {
  PyObject *capsule = PyCapsule_New(&anchor, NULL, release_context);
  if (capsule == NULL)
    return NULL;
  PyObject *owner = PyList_New(0);
  if (owner == NULL) {
    Py_DECREF(capsule);
    return NULL;
  }
  if (PyCapsule_SetContext(capsule, owner) < 0) {
    Py_DECREF(owner);
    Py_DECREF(capsule);
    return NULL;
  }
  return capsule;
}

PyMethodDef capsule_methods[] = {{"wrap", wrap, METH_O, NULL},
                                 {"wrap_context", wrap_context, METH_O, NULL},
                                 {NULL, NULL, 0, NULL}};
