// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import weakref
// RUNTIME-SETUP: class Target:
// RUNTIME-SETUP:     def __repr__(self):
// RUNTIME-SETUP:         held.clear()
// RUNTIME-SETUP:         return "<target>"
// RUNTIME-SETUP: held = []
// RUNTIME-SETUP: def reference():
// RUNTIME-SETUP:     held[:] = [Target()]
// RUNTIME-SETUP:     return (weakref.ref(held[0]),)
// RUNTIME: good=repr_good args=reference()
// Pattern: U27
// The referent of a weak reference goes into a call that runs its methods: they can
// release the last reference to it while the call still uses it.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *repr_bad(PyObject *self, PyObject *args) {
  return PyObject_Repr(PyWeakref_GetObject(PyTuple_GET_ITEM(args, 0)));
  // BORROWED-INVALIDATED: ... 'PyObject_Repr'
}

static PyObject *repr_good(PyObject *self, PyObject *args) {
  PyObject *target = PyWeakref_GetObject(PyTuple_GET_ITEM(args, 0));
  if (target == NULL)
    return NULL;
  Py_INCREF(target);
  PyObject *text = PyObject_Repr(target);
  Py_DECREF(target);
  return text;
}
