// RUN: %check_all_hosts %s
// RUNTIME: bad=replace_bad:over good=replace_good args=([1], object())
// RUNTIME: bad=reverse_bad:over good=reverse_good args=(object(), object())
// RUNTIME: bad=wrap_bad:over good=wrap_good args=({'value': object()},)
// RUNTIME: bad=with_self_bad:over good=with_self_good args=(1, 2)
// Pattern: U09
// A call that steals is given a reference which belongs to somebody else: the
// container will release it one day, and so will its owner.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *replace_bad(PyObject *self, PyObject *args) {
  PyObject *list, *item;
  if (!PyArg_ParseTuple(args, "O!O", &PyList_Type, &list, &item))
    return NULL;
  if (PyList_SetItem(list, 0, item) < 0)
    // OVERRELEASE: ... 'item'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *replace_good(PyObject *self, PyObject *args) {
  PyObject *list, *item;
  if (!PyArg_ParseTuple(args, "O!O", &PyList_Type, &list, &item))
    return NULL;
  Py_INCREF(item);
  if (PyList_SetItem(list, 0, item) < 0)
    return NULL;
  Py_RETURN_NONE;
}

// Items move from one container to another, but the first one keeps them.
static PyObject *reverse_bad(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyTuple_GET_SIZE(args);
  PyObject *result = PyTuple_New(size);
  if (result == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < size; i++) {
    PyObject *item = PyTuple_GET_ITEM(args, i);
    PyTuple_SET_ITEM(result, size - 1 - i, item);
    // OVERRELEASE: ... 'item'
  }
  return result;
}

static PyObject *reverse_good(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyTuple_GET_SIZE(args);
  PyObject *result = PyTuple_New(size);
  if (result == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < size; i++) {
    PyObject *item = PyTuple_GET_ITEM(args, i);
    Py_INCREF(item);
    PyTuple_SET_ITEM(result, size - 1 - i, item);
  }
  return result;
}

// Borrowed from a dict, given away to a list.
static PyObject *wrap_bad(PyObject *self, PyObject *args) {
  PyObject *dict;
  if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &dict))
    return NULL;
  PyObject *value = PyDict_GetItemString(dict, "value");
  if (value == NULL)
    Py_RETURN_NONE;
  PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  PyList_SET_ITEM(list, 0, value);
  // OVERRELEASE: ... 'value'
  return list;
}

static PyObject *wrap_good(PyObject *self, PyObject *args) {
  PyObject *dict;
  if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &dict))
    return NULL;
  PyObject *value = PyDict_GetItemString(dict, "value");
  if (value == NULL)
    Py_RETURN_NONE;
  PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  PyList_SET_ITEM(list, 0, Py_NewRef(value));
  return list;
}

static PyObject *with_self_bad(PyObject *self, PyObject *args) {
  PyObject *pair = PyTuple_New(2);
  if (pair == NULL)
    return NULL;
  PyTuple_SET_ITEM(pair, 0, self);
  // OVERRELEASE: ... 'self'
  Py_INCREF(args);
  PyTuple_SET_ITEM(pair, 1, args);
  return pair;
}

static PyObject *with_self_good(PyObject *self, PyObject *args) {
  PyObject *pair = PyTuple_New(2);
  if (pair == NULL)
    return NULL;
  Py_INCREF(self);
  PyTuple_SET_ITEM(pair, 0, self);
  Py_INCREF(args);
  PyTuple_SET_ITEM(pair, 1, args);
  return pair;
}
