// RUN: %check_all_hosts %s
// RUNTIME: bad=either_bad:leak fail=PyDict_New@2 args=()
// RUNTIME: good=either_bad,either_good,nested_good args=()
// RUNTIME: good=either_good,nested_good fail=PyDict_New@2 args=()
// RUNTIME: good=either_good,nested_good fail=PyDict_New@1 args=()
// Pattern: L02
// Two results tested at once: when one is NULL the other is lost.

#include <Python.h>

static PyObject *either_bad(PyObject *self, PyObject *args) {
  PyObject *first = PyDict_New();
  PyObject *second = PyDict_New();
  if (first == NULL || second == NULL) {
    Py_XDECREF(second);
    return NULL;
    // LEAK: 'first'
  }
  PyObject *pair = PyTuple_Pack(2, first, second);
  Py_DECREF(first);
  Py_DECREF(second);
  return pair;
}

static PyObject *either_good(PyObject *self, PyObject *args) {
  PyObject *first = PyDict_New();
  PyObject *second = PyDict_New();
  if (first == NULL || second == NULL) {
    Py_XDECREF(first);
    Py_XDECREF(second);
    return NULL;
  }
  PyObject *pair = PyTuple_Pack(2, first, second);
  Py_DECREF(first);
  Py_DECREF(second);
  return pair;
}

static PyObject *nested_good(PyObject *self, PyObject *args) {
  PyObject *first = PyDict_New(), *second = NULL, *pair = NULL;
  if (first && (second = PyDict_New()))
    pair = PyTuple_Pack(2, first, second);
  Py_XDECREF(first);
  Py_XDECREF(second);
  return pair;
}
