// RUN: %check_all_hosts %s
// RUNTIME: bad=tuple_bad:leak,list_bad:leak,dict_bad:leak good=tuple_good,list_good,dict_good
//     args=(1.5, None)
// RUNTIME: good=tuple_bad,list_bad,dict_bad,tuple_good,list_good,dict_good args=(1.5, 2)
// Pattern: L24
// A container is dropped when one of its items cannot be made.

#include <Python.h>

static PyObject *tuple_bad(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(2);
  if (tuple == NULL)
    return NULL;
  PyObject *first = PyNumber_Float(PyTuple_GET_ITEM(args, 0));
  if (first == NULL) {
    Py_DECREF(tuple);
    return NULL;
  }
  PyTuple_SET_ITEM(tuple, 0, first);
  PyObject *second = PyNumber_Float(PyTuple_GET_ITEM(args, 1));
  if (second == NULL)
    return NULL;
  // LEAK: 'tuple'
  PyTuple_SET_ITEM(tuple, 1, second);
  return tuple;
}

static PyObject *list_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(PyTuple_GET_SIZE(args));
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    PyObject *item = PyNumber_Float(PyTuple_GET_ITEM(args, i));
    if (item == NULL)
      return NULL;
    // LEAK: 'list'
    PyList_SET_ITEM(list, i, item);
  }
  return list;
}

static PyObject *dict_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  PyObject *value = PyNumber_Float(PyTuple_GET_ITEM(args, 1));
  if (value == NULL)
    goto error;
  if (PyDict_SetItemString(dict, "value", value) < 0)
    goto error;
  Py_DECREF(value);
  return dict;
error:
  Py_XDECREF(value);
  return NULL;
  // LEAK: 'dict'
}

static PyObject *tuple_good(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(2);
  if (tuple == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < 2; i++) {
    PyObject *item = PyNumber_Float(PyTuple_GET_ITEM(args, i));
    if (item == NULL) {
      Py_DECREF(tuple);
      return NULL;
    }
    PyTuple_SET_ITEM(tuple, i, item);
  }
  return tuple;
}

static PyObject *list_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(PyTuple_GET_SIZE(args));
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    PyObject *item = PyNumber_Float(PyTuple_GET_ITEM(args, i));
    if (item == NULL)
      goto error;
    PyList_SET_ITEM(list, i, item);
  }
  return list;
error:
  Py_DECREF(list);
  return NULL;
}

static PyObject *dict_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  PyObject *value = PyNumber_Float(PyTuple_GET_ITEM(args, 1));
  if (value == NULL)
    goto error;
  if (PyDict_SetItemString(dict, "value", value) < 0)
    goto error;
  Py_DECREF(value);
  return dict;
error:
  Py_XDECREF(value);
  Py_DECREF(dict);
  return NULL;
}
