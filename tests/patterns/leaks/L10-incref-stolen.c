// RUN: %check_all_hosts %s
// RUNTIME: bad=tuple_bad:leak,list_bad:leak,build_bad:leak good=tuple_good,list_good,build_good
//     args=()
// Pattern: L10
// What was made for a call that takes it over needs no reference more.

#include <Python.h>

static PyObject *tuple_bad(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyObject *item = PyLong_FromLong(123456);
  if (item == NULL) {
    Py_DECREF(tuple);
    return NULL;
  }
  Py_INCREF(item);
  PyTuple_SET_ITEM(tuple, 0, item);
  return tuple;
  // LEAK: 'item'
}

static PyObject *list_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  PyObject *item = PyUnicode_FromFormat("%d", 123456);
  if (item == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  PyList_SetItem(list, 0, Py_NewRef(item));
  return list;
  // LEAK: 'item'
}

static PyObject *build_bad(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(0.5);
  if (item == NULL)
    return NULL;
  Py_INCREF(item);
  return Py_BuildValue("(N)", item);
  // LEAK: 'item'
}

static PyObject *tuple_good(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyObject *item = PyLong_FromLong(123456);
  if (item == NULL) {
    Py_DECREF(tuple);
    return NULL;
  }
  PyTuple_SET_ITEM(tuple, 0, item);
  return tuple;
}

static PyObject *list_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  PyObject *item = PyUnicode_FromFormat("%d", 123456);
  if (item == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  PyList_SetItem(list, 0, Py_NewRef(item));
  Py_DECREF(item);
  return list;
}

static PyObject *build_good(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(0.5);
  if (item == NULL)
    return NULL;
  return Py_BuildValue("(N)", item);
}
