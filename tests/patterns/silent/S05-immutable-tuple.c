// RUN: %check_all_hosts %s
// RUNTIME: good=apply args=(str, 'a', 'b')
// RUNTIME: good=compare args=(('a', 'b'),)
// RUNTIME: good=largest args=([3, 1, 2],)
// Pattern: S05
// A tuple keeps its items as long as it lives: what was borrowed from it stays
// good, whatever Python code runs in between.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *apply(PyObject *self, PyObject *args) {
  if (PyTuple_GET_SIZE(args) < 2) {
    PyErr_SetString(PyExc_TypeError, "callable and arguments expected");
    return NULL;
  }
  PyObject *callable = PyTuple_GET_ITEM(args, 0);
  PyObject *last = NULL;
  for (Py_ssize_t i = 1; i < PyTuple_GET_SIZE(args); i++) {
    PyObject *item = PyTuple_GET_ITEM(args, i);
    PyObject *result = PyObject_CallFunctionObjArgs(callable, item, NULL);
    if (result == NULL)
      return NULL;
    Py_DECREF(result);
    last = item;
  }
  return PyObject_Repr(last);
}

static PyObject *compare(PyObject *self, PyObject *args) {
  PyObject *pair;
  if (!PyArg_ParseTuple(args, "O!", &PyTuple_Type, &pair))
    return NULL;
  if (PyTuple_GET_SIZE(pair) != 2) {
    PyErr_SetString(PyExc_ValueError, "a pair is expected");
    return NULL;
  }
  PyObject *left = PyTuple_GET_ITEM(pair, 0);
  PyObject *right = PyTuple_GET_ITEM(pair, 1);
  int less = PyObject_RichCompareBool(left, right, Py_LT);
  if (less < 0)
    return NULL;
  PyObject *smaller = less ? left : right;
  return Py_NewRef(smaller);
}

// The tuple is the function's own; it lives until the last use.
static PyObject *largest(PyObject *self, PyObject *args) {
  PyObject *iterable;
  if (!PyArg_ParseTuple(args, "O", &iterable))
    return NULL;
  PyObject *tuple = PySequence_Tuple(iterable);
  if (tuple == NULL)
    return NULL;
  PyObject *best = NULL;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++) {
    PyObject *item = PyTuple_GET_ITEM(tuple, i);
    int greater = best ? PyObject_RichCompareBool(item, best, Py_GT) : 1;
    if (greater < 0) {
      Py_DECREF(tuple);
      return NULL;
    }
    if (greater)
      best = item;
  }
  if (best == NULL)
    best = Py_None;
  Py_INCREF(best);
  Py_DECREF(tuple);
  return best;
}
