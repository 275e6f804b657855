// RUN: %check_all_hosts %s
// RUNTIME: bad=kind_bad:leak args=(7,)
// RUNTIME: good=kind_bad args=(1,)
// RUNTIME: good=kind_good args=(7,)
// RUNTIME: good=kind_good args=(0,)
// Pattern: L02
// One arm of a switch forgets the release.

#include <Python.h>

static PyObject *kind_bad(PyObject *self, PyObject *args) {
  int kind;
  if (!PyArg_ParseTuple(args, "i", &kind))
    return NULL;
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  switch (kind) {
  case 0:
    return dict;
  case 1:
    Py_DECREF(dict);
    Py_RETURN_NONE;
  default:
    return PyErr_Format(PyExc_ValueError, "unknown kind %d", kind);
    // LEAK: 'dict'
  }
}

static PyObject *kind_good(PyObject *self, PyObject *args) {
  int kind;
  if (!PyArg_ParseTuple(args, "i", &kind))
    return NULL;
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  switch (kind) {
  case 0:
    return dict;
  case 1:
    Py_DECREF(dict);
    Py_RETURN_NONE;
  default:
    Py_DECREF(dict);
    return PyErr_Format(PyExc_ValueError, "unknown kind %d", kind);
  }
}
