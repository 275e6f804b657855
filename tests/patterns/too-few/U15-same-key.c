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

// A key that is written out.
PyObject *text_bad(PyObject *self, PyObject *dict) {
  PyObject *old = PyDict_GetItemString(dict, "name");
  if (old == NULL)
    Py_RETURN_NONE;
  if (PyDict_DelItemString(dict, "name") < 0)
    return NULL;
  return PyObject_Str(old);
  // BORROWED-INVALIDATED: 'old'
}

PyObject *number_bad(PyObject *self, PyObject *list) {
  PyObject *old = PyList_GetItem(list, 0);
  if (old == NULL)
    return NULL;
  if (PyList_SetItem(list, 0, PyLong_FromLong(1)) < 0)
    return NULL;
  return PyObject_Str(old);
  // BORROWED-INVALIDATED: 'old'
}

typedef struct {
  PyObject *dict;
  PyObject *key;
} Entry;

PyObject *field_bad(PyObject *self, Entry *entry) {
  PyObject *old = PyDict_GetItemWithError(entry->dict, entry->key);
  if (old == NULL)
    return NULL;
  if (PyDict_DelItem(entry->dict, entry->key) < 0)
    return NULL;
  return PyObject_Str(old);
  // BORROWED-INVALIDATED: 'old'
}

PyObject *other_text_good(PyObject *self, PyObject *dict) {
  PyObject *old = PyDict_GetItemString(dict, "name");
  if (old == NULL)
    Py_RETURN_NONE;
  if (PyDict_DelItemString(dict, "number") < 0)
    return NULL;
  return PyObject_Str(old);
}

PyObject *other_number_good(PyObject *self, PyObject *list) {
  PyObject *old = PyList_GetItem(list, 0);
  if (old == NULL)
    return NULL;
  if (PyList_SetItem(list, 1, PyLong_FromLong(1)) < 0)
    return NULL;
  return PyObject_Str(old);
}
