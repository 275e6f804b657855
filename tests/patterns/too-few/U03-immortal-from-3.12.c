// RUN: %check_all_hosts %s
// FLAGS: -DPYREFCHECK_PY=0x030c0000
// REAL-HEADER: no
// RUNTIME: none (needs Python 3.12)
// Pattern: U03
// From Python 3.12 on the singletons are immortal: to return, store, give away
// or release one without owning a reference to it does no harm.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *none_good(PyObject *self, PyObject *args) { return Py_None; }

static PyObject *bool_good(PyObject *self, PyObject *arg) {
  return PyUnicode_Check(arg) ? Py_True : Py_False;
}

static PyObject *not_implemented_good(PyObject *self, PyObject *args) {
  return Py_NotImplemented;
}

static PyObject *ellipsis_good(PyObject *self, PyObject *args) {
  return Py_Ellipsis;
}

static PyObject *placeholder_good(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, Py_None);
  return tuple;
}
