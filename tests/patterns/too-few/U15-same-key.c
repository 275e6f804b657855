// RUN: %check_all_hosts %s
// RUNTIME: bad=deleted_bad:freed|memory|crash args=({'a': ['x']}, 'a')
// Pattern: U15
// An item that was looked up by a key is gone once another is set, or it is
// deleted, by the same key.

#include <Python.h>

static PyObject *deleted_bad(PyObject *self, PyObject *args) {
  PyObject *dict, *key;
  if (!PyArg_ParseTuple(args, "OO", &dict, &key))
    return NULL;
  PyObject *old = PyDict_GetItemWithError(dict, key);
  if (old == NULL)
    return NULL;
  if (PyDict_DelItem(dict, key) < 0)
    return NULL;
  Py_INCREF(old);
  // BORROWED-INVALIDATED@-1: 'old'
  return old;
}

static PyObject *replaced_bad(PyObject *self, PyObject *args) {
  PyObject *dict, *key;
  if (!PyArg_ParseTuple(args, "OO", &dict, &key))
    return NULL;
  PyObject *old = PyDict_GetItemWithError(dict, key);
  if (old == NULL)
    return NULL;
  if (PyDict_SetItem(dict, key, Py_None) < 0)
    return NULL;
  return PyObject_Repr(old);
  // BORROWED-INVALIDATED: 'old'
}

#define FORGET(d, k) PyObject_DelItem(d, k)

static PyObject *forgotten_bad(PyObject *self, PyObject *args) {
  PyObject *dict, *key;
  if (!PyArg_ParseTuple(args, "OO", &dict, &key))
    return NULL;
  PyObject *old = PyDict_GetItemWithError(dict, key);
  if (old == NULL)
    return NULL;
  if (FORGET(dict, key) < 0)
    return NULL;
  return PyObject_Repr(old);
  // BORROWED-INVALIDATED: 'old'
}

static PyObject *held_good(PyObject *self, PyObject *args) {
  PyObject *dict, *key;
  if (!PyArg_ParseTuple(args, "OO", &dict, &key))
    return NULL;
  PyObject *old = PyDict_GetItemWithError(dict, key);
  if (old == NULL)
    return NULL;
  Py_INCREF(old);
  if (PyDict_SetItem(dict, key, Py_None) < 0) {
    Py_DECREF(old);
    return NULL;
  }
  return old;
}

// Setting another key rarely runs any code.
static PyObject *other_good(PyObject *self, PyObject *args) {
  PyObject *dict, *key, *other;
  if (!PyArg_ParseTuple(args, "OOO", &dict, &key, &other))
    return NULL;
  PyObject *old = PyDict_GetItemWithError(dict, key);
  if (old == NULL)
    return NULL;
  if (PyDict_SetItem(dict, other, Py_None) < 0)
    return NULL;
  Py_INCREF(old);
  return old;
}
