// RUN: %check_all_hosts %s
// RUNTIME: bad=patched_bad:leak good=patched_good,recorded args=({},)
// Pattern: S04
// The helper keeps a reference too where it succeeds, and returns its argument; where
// it fails it releases it.

#include <Python.h>

static PyObject *patch(PyObject *dict, PyObject *value) {
  if (PyDict_SetItemString(dict, "patched", value) < 0) {
    Py_DECREF(value);
    value = NULL;
  }
  return value;
}

static PyObject *patch_twice(PyObject *dict, PyObject *value) {
  value = patch(dict, value);
  return value;
}

static PyObject *patched_good(PyObject *self, PyObject *args) {
  PyObject *value = PyDict_New();
  if (value == NULL)
    return NULL;
  value = patch_twice(PyTuple_GET_ITEM(args, 0), value);
  Py_XDECREF(value);
  Py_RETURN_NONE;
}

static PyObject *patched_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyDict_New();
  if (value == NULL)
    return NULL;
  value = patch_twice(PyTuple_GET_ITEM(args, 0), value);
  if (value == NULL)
    return NULL;
  Py_RETURN_NONE;
  // LEAK: 'value'
}

/// Takes a reference over for `owners`, and pays for it; what it stores is
/// borrowed from there.
static int remember(PyObject *owners, PyObject *object, PyObject **out) {
  if (object == Py_None)
    object = NULL;
  if (object) {
    if (PyList_Append(owners, object) < 0) {
      *out = NULL;
      return -1;
    }
    Py_DECREF(object);
    Py_INCREF(object);
  }
  *out = object;
  return 0;
}

static PyObject *recorded(PyObject *self, PyObject *args) {
  PyObject *owners = PyList_New(0), *item, *kept;
  if (owners == NULL)
    return NULL;
  item = PyList_New(0);
  if (item == NULL || remember(owners, item, &kept) < 0) {
    Py_XDECREF(item);
    Py_DECREF(owners);
    return NULL;
  }
  Py_CLEAR(item);
  if (kept != NULL)
    item = PyObject_Repr(kept);
  Py_XDECREF(item);
  Py_DECREF(owners);
  Py_RETURN_NONE;
}
