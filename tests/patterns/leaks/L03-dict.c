// RUN: %check_all_hosts %s
// RUNTIME: bad=item_bad:leak,string_bad:leak,given_bad:leak,key_bad:leak
//     good=item_good,string_good,key_good args=({},)
// RUNTIME: good=item_good,string_good fail=PyDict_SetItemString args=({},)
// Pattern: L03
// PyDict_SetItem, PyDict_SetItemString and PyObject_SetItem take references of
// their own, to the key and to the value.

#include <Python.h>

static PyObject *item_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  PyObject *value = PyLong_FromLong(123456);
  if (value == NULL)
    return NULL;
  if (PyDict_SetItem(dict, Py_None, value) < 0) {
    Py_DECREF(value);
    return NULL;
  }
  Py_RETURN_NONE;
  // LEAK: 'value'
}

static PyObject *string_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  PyObject *list = PyList_New(0);
  if (list == NULL)
    goto error;
  if (PyDict_SetItemString(dict, "list", list) < 0) {
    Py_DECREF(list);
    goto error;
  }
  return dict;
  // LEAK: 'list'
error:
  Py_DECREF(dict);
  return NULL;
}

static PyObject *given_bad(PyObject *self, PyObject *args) {
  PyObject *mapping = PyTuple_GET_ITEM(args, 0);
  PyObject *value = PyFloat_FromDouble(0.5);
  if (value == NULL)
    return NULL;
  int status = PyObject_SetItem(mapping, Py_None, value);
  return PyBool_FromLong(status == 0);
  // LEAK: 'value'
}

static PyObject *key_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  PyObject *key = PyUnicode_FromFormat("key %d", 1);
  if (key == NULL)
    return NULL;
  if (PyDict_SetItem(dict, key, Py_None) < 0) {
    Py_DECREF(key);
    return NULL;
  }
  Py_RETURN_NONE;
  // LEAK: 'key'
}

static PyObject *item_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  PyObject *value = PyLong_FromLong(123456);
  if (value == NULL)
    return NULL;
  int status = PyDict_SetItem(dict, Py_None, value);
  Py_DECREF(value);
  if (status < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *string_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  PyObject *list = PyList_New(0);
  if (list == NULL || PyDict_SetItemString(dict, "list", list) < 0)
    goto error;
  Py_DECREF(list);
  return dict;
error:
  Py_XDECREF(list);
  Py_DECREF(dict);
  return NULL;
}

static PyObject *key_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  PyObject *key = PyUnicode_FromFormat("key %d", 1);
  if (key == NULL)
    return NULL;
  int status = PyDict_SetItem(dict, key, Py_None);
  Py_DECREF(key);
  if (status < 0)
    return NULL;
  Py_RETURN_NONE;
}
