// RUN: %check_all_hosts %s
// RUNTIME: none (changes the type of a static object)
// Pattern: S01
// An object may own a reference to its type: what Py_SET_TYPE was given may be
// that reference. A second one is kept by nobody.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyTypeObject Thing_Type = {
    PyVarObject_HEAD_INIT(NULL, 0) .tp_name = "module.Thing",
};

static PyObject *meta_type;

static PyObject *install_good(PyObject *self, PyObject *metaclass) {
  Py_INCREF(metaclass);
  meta_type = metaclass;
  Py_INCREF(metaclass);
  Py_SET_TYPE((PyObject *)&Thing_Type, (PyTypeObject *)metaclass);
  Py_RETURN_NONE;
}

static PyObject *install_bad(PyObject *self, PyObject *metaclass) {
  Py_INCREF(metaclass);
  Py_INCREF(metaclass);
  Py_SET_TYPE((PyObject *)&Thing_Type, (PyTypeObject *)metaclass);
  Py_RETURN_NONE;
  // LEAK: 'metaclass'
}

static PyMethodDef methods[] = {
    {"install_good", install_good, METH_O, NULL},
    {"install_bad", install_bad, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
