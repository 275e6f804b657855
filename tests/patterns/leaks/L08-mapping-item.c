// RUN: %check_all_hosts %s
// RUNTIME: bad=mapping_bad:leak,object_bad:leak,keys_bad:leak
//     good=mapping_good,object_good,keys_good,dict_good args=({'k': [1]},)
// RUNTIME: good=mapping_good,object_good,keys_good,dict_good args=({},)
// Pattern: L08
// PyMapping_GetItemString, PyObject_GetItem and PyMapping_Keys return new
// references; PyDict_GetItemString lends one.

#include <Python.h>

static PyObject *mapping_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyMapping_GetItemString(PyTuple_GET_ITEM(args, 0), "k");
  if (value == NULL) {
    PyErr_Clear();
    Py_RETURN_FALSE;
  }
  return PyBool_FromLong(PyList_Check(value));
  // LEAK: 'value'
}

static PyObject *object_bad(PyObject *self, PyObject *args) {
  PyObject *key = PyUnicode_FromString("k");
  if (key == NULL)
    return NULL;
  PyObject *value = PyObject_GetItem(PyTuple_GET_ITEM(args, 0), key);
  Py_DECREF(key);
  if (value == NULL)
    return NULL;
  Py_RETURN_NONE;
  // LEAK: 'value'
}

static PyObject *keys_bad(PyObject *self, PyObject *args) {
  PyObject *keys = PyMapping_Keys(PyTuple_GET_ITEM(args, 0));
  if (!keys)
    return NULL;
  return PySequence_GetItem(keys, 0);
  // LEAK: 'keys'
}

static PyObject *mapping_good(PyObject *self, PyObject *args) {
  PyObject *value = PyMapping_GetItemString(PyTuple_GET_ITEM(args, 0), "k");
  if (value == NULL) {
    PyErr_Clear();
    Py_RETURN_FALSE;
  }
  int is_list = PyList_Check(value);
  Py_DECREF(value);
  return PyBool_FromLong(is_list);
}

static PyObject *object_good(PyObject *self, PyObject *args) {
  PyObject *key = PyUnicode_FromString("k");
  if (key == NULL)
    return NULL;
  PyObject *value = PyObject_GetItem(PyTuple_GET_ITEM(args, 0), key);
  Py_DECREF(key);
  return value;
}

static PyObject *keys_good(PyObject *self, PyObject *args) {
  PyObject *keys = PyMapping_Keys(PyTuple_GET_ITEM(args, 0));
  if (!keys)
    return NULL;
  PyObject *first = PySequence_GetItem(keys, 0);
  Py_DECREF(keys);
  return first;
}

static PyObject *dict_good(PyObject *self, PyObject *args) {
  PyObject *value = PyDict_GetItemString(PyTuple_GET_ITEM(args, 0), "k");
  if (value == NULL)
    Py_RETURN_FALSE;
  return PyBool_FromLong(PyList_Check(value));
}
