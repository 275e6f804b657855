// RUN: %check_all_hosts %s
// RUNTIME: bad=alive_bad:leak good=alive_good,strong_good,lent_good args=(reference,)
// RUNTIME: good=alive_good,strong_good,lent_good args=(dead,)
// RUNTIME: good=alive_bad,alive_good,strong_good,lent_good args=(None,)
// RUNTIME-SETUP: import weakref
// RUNTIME-SETUP: class Target: pass
// RUNTIME-SETUP: target = Target()
// RUNTIME-SETUP: reference = weakref.ref(target)
// RUNTIME-SETUP: dead = weakref.ref(Target())
// Pattern: L16
// PyWeakref_GetRef gives a new reference; PyWeakref_GetObject lends one.

#include <Python.h>

#include "../../Inputs/newer-api.h"

static PyObject *alive_bad(PyObject *self, PyObject *args) {
  if (!PyWeakref_Check(PyTuple_GET_ITEM(args, 0)))
    return PyErr_Format(PyExc_TypeError, "a weak reference is required");
  PyObject *target;
  if (PyWeakref_GetRef(PyTuple_GET_ITEM(args, 0), &target) < 0)
    return NULL;
  return PyBool_FromLong(target != NULL);
  // LEAK: 'target'
}

static PyObject *alive_good(PyObject *self, PyObject *args) {
  if (!PyWeakref_Check(PyTuple_GET_ITEM(args, 0)))
    return PyErr_Format(PyExc_TypeError, "a weak reference is required");
  PyObject *target;
  int alive = PyWeakref_GetRef(PyTuple_GET_ITEM(args, 0), &target);
  if (alive < 0)
    return NULL;
  if (alive)
    Py_DECREF(target);
  return PyBool_FromLong(alive);
}

static PyObject *strong_good(PyObject *self, PyObject *args) {
  if (!PyWeakref_Check(PyTuple_GET_ITEM(args, 0)))
    return PyErr_Format(PyExc_TypeError, "a weak reference is required");
  PyObject *target = NULL;
  if (PyWeakref_GetRef(PyTuple_GET_ITEM(args, 0), &target) < 0)
    return NULL;
  if (target == NULL)
    Py_RETURN_NONE;
  return target;
}

static PyObject *lent_good(PyObject *self, PyObject *args) {
  if (!PyWeakref_Check(PyTuple_GET_ITEM(args, 0)))
    return PyErr_Format(PyExc_TypeError, "a weak reference is required");
  PyObject *target = PyWeakref_GetObject(PyTuple_GET_ITEM(args, 0));
  return PyBool_FromLong(target != Py_None);
}
