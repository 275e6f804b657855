// RUN: %check_all_hosts %s
// RUNTIME-SETUP: class Hook:
// RUNTIME-SETUP:     def __call__(self): kept.clear()
// RUNTIME-SETUP:     def __repr__(self): return "<hook>"
// RUNTIME-SETUP: kept = {}
// RUNTIME-SETUP: def hooks():
// RUNTIME-SETUP:     kept["hook"] = Hook()
// RUNTIME-SETUP:     return (kept,)
// RUNTIME: bad=call_bad:crash|over|freed good=call_good,tuple_good args=hooks()
// Pattern: U14
// A value of a dictionary is used after a call of Python code. A tuple drops
// nothing as long as it lives.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *call_bad(PyObject *self, PyObject *args) {
  PyObject *hook = PyDict_GetItemString(PyTuple_GET_ITEM(args, 0), "hook");
  if (hook == NULL)
    return NULL;
  PyObject *done = PyObject_CallObject(hook, NULL);
  if (done == NULL)
    return NULL;
  Py_DECREF(done);
  return PyObject_Repr(hook);
  // BORROWED-INVALIDATED: 'hook' ... 'PyObject_CallObject'
}

static PyObject *call_good(PyObject *self, PyObject *args) {
  PyObject *hook = PyDict_GetItemString(PyTuple_GET_ITEM(args, 0), "hook");
  if (hook == NULL)
    return NULL;
  Py_INCREF(hook);
  PyObject *done = PyObject_CallObject(hook, NULL);
  PyObject *text = done == NULL ? NULL : PyObject_Repr(hook);
  Py_XDECREF(done);
  Py_DECREF(hook);
  return text;
}

static PyObject *tuple_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  PyObject *text = PyObject_Repr(dict);
  if (text == NULL)
    return NULL;
  Py_DECREF(text);
  return PyObject_Repr(dict);
}

// The dictionary of keyword arguments is made for the call.
static PyObject *keywords_good(PyObject *self, PyObject *args,
                               PyObject *kwargs) {
  PyObject *hook = kwargs ? PyDict_GetItemString(kwargs, "hook") : NULL;
  if (hook == NULL)
    return NULL;
  PyObject *done = PyObject_CallObject(hook, NULL);
  if (done == NULL)
    return NULL;
  Py_DECREF(done);
  return PyObject_Repr(hook);
}
