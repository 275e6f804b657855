// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import weakref
// RUNTIME-SETUP: class Target:
// RUNTIME-SETUP:     def __repr__(self): return "<target>"
// RUNTIME-SETUP: def ways():
// RUNTIME-SETUP:     held = [Target()]
// RUNTIME-SETUP:     return weakref.ref(held[0]), held.clear
// RUNTIME: bad=use_bad:crash|over|freed good=use_good,use_first args=ways()
// Pattern: U27
// The referent of a weak reference is borrowed from nobody: other code can
// release the last reference to it.

#include <Python.h>

static PyObject *use_bad(PyObject *self, PyObject *args) {
  PyObject *target = PyWeakref_GetObject(PyTuple_GET_ITEM(args, 0));
  if (target == NULL)
    return NULL;
  PyObject *done = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 1));
  if (done == NULL)
    return NULL;
  Py_DECREF(done);
  return PyObject_Repr(target);
  // USE-AFTER-RELEASE: ^'target' is used after 'PyObject_CallNoArgs'
}

static PyObject *use_good(PyObject *self, PyObject *args) {
  PyObject *target = PyWeakref_GetObject(PyTuple_GET_ITEM(args, 0));
  if (target == NULL)
    return NULL;
  Py_INCREF(target);
  PyObject *done = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 1));
  Py_XDECREF(done);
  PyObject *text = done == NULL ? NULL : PyObject_Repr(target);
  Py_DECREF(target);
  return text;
}

// Used before other code runs, and compared afterwards.
static PyObject *use_first(PyObject *self, PyObject *args) {
  PyObject *target = PyWeakref_GetObject(PyTuple_GET_ITEM(args, 0));
  if (target == NULL)
    return NULL;
  PyObject *type = Py_NewRef(Py_TYPE(target));
  PyObject *done = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 1));
  if (done == NULL || target == Py_None) {
    Py_XDECREF(done);
    Py_DECREF(type);
    return NULL;
  }
  Py_DECREF(done);
  return type;
}
