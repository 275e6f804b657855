// RUN: %check_all_hosts %s
// RUNTIME: bad=ref_bad:leak,string_bad:leak,pop_bad:leak
//     good=ref_good,string_good,pop_good,pop_nothing_good args=({'k': [1]},)
// RUNTIME: good=ref_good,string_good,pop_good,pop_nothing_good args=({},)
// Pattern: L16
// PyDict_GetItemRef and PyDict_Pop give new references through an argument.

#include <Python.h>

#include "../../Inputs/newer-api.h"

static PyObject *ref_bad(PyObject *self, PyObject *args) {
  PyObject *key = PyUnicode_FromString("k");
  if (key == NULL)
    return NULL;
  PyObject *value;
  int found = PyDict_GetItemRef(PyTuple_GET_ITEM(args, 0), key, &value);
  Py_DECREF(key);
  if (found < 0)
    return NULL;
  return PyBool_FromLong(found);
  // LEAK: 'value'
}

static PyObject *string_bad(PyObject *self, PyObject *args) {
  PyObject *value;
  switch (PyDict_GetItemStringRef(PyTuple_GET_ITEM(args, 0), "k", &value)) {
  case 1:
    return PyBool_FromLong(PyList_Check(value));
    // LEAK: 'value'
  case 0:
    Py_RETURN_FALSE;
  default:
    return NULL;
  }
}

static PyObject *pop_bad(PyObject *self, PyObject *args) {
  PyObject *key = PyUnicode_FromString("k");
  if (key == NULL)
    return NULL;
  PyObject *value = NULL;
  int found = PyDict_Pop(PyTuple_GET_ITEM(args, 0), key, &value);
  Py_DECREF(key);
  if (found <= 0)
    return found < 0 ? NULL : Py_NewRef(Py_None);
  Py_RETURN_TRUE;
  // LEAK: 'value'
}

static PyObject *ref_good(PyObject *self, PyObject *args) {
  PyObject *key = PyUnicode_FromString("k");
  if (key == NULL)
    return NULL;
  PyObject *value;
  int found = PyDict_GetItemRef(PyTuple_GET_ITEM(args, 0), key, &value);
  Py_DECREF(key);
  if (found < 0)
    return NULL;
  Py_XDECREF(value);
  return PyBool_FromLong(found);
}

static PyObject *string_good(PyObject *self, PyObject *args) {
  PyObject *value;
  switch (PyDict_GetItemStringRef(PyTuple_GET_ITEM(args, 0), "k", &value)) {
  case 1:
    return value;
  case 0:
    Py_RETURN_FALSE;
  default:
    return NULL;
  }
}

static PyObject *pop_good(PyObject *self, PyObject *args) {
  PyObject *key = PyUnicode_FromString("k");
  if (key == NULL)
    return NULL;
  PyObject *value = NULL;
  int found = PyDict_Pop(PyTuple_GET_ITEM(args, 0), key, &value);
  Py_DECREF(key);
  if (found < 0)
    return NULL;
  return value ? value : Py_NewRef(Py_None);
}

static PyObject *pop_nothing_good(PyObject *self, PyObject *args) {
  PyObject *key = PyUnicode_FromString("k");
  if (key == NULL)
    return NULL;
  int found = PyDict_Pop(PyTuple_GET_ITEM(args, 0), key, NULL);
  Py_DECREF(key);
  if (found < 0)
    return NULL;
  return PyBool_FromLong(found);
}
