// RUN: %check_all_hosts %s
// RUNTIME: bad=append_bad:leak,insert_bad:leak,add_bad:leak good=append_good,insert_good,add_good
//     args=()
// RUNTIME: good=append_good,insert_good fail=PyList_Append args=()
// Pattern: L03
// PyList_Append, PyList_Insert and PySet_Add take references of their own.

#include <Python.h>

static PyObject *append_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *item = PyLong_FromLong(123456);
  if (item == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  if (PyList_Append(list, item) < 0) {
    Py_DECREF(item);
    Py_DECREF(list);
    return NULL;
  }
  return list;
  // LEAK: 'item'
}

static PyObject *insert_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *item = PyUnicode_FromFormat("%d", 123456);
  if (item == NULL || PyList_Insert(list, 0, item) < 0) {
    Py_XDECREF(item);
    Py_DECREF(list);
    return NULL;
  }
  return list;
  // LEAK: 'item'
}

static PyObject *add_bad(PyObject *self, PyObject *args) {
  PyObject *set = PySet_New(NULL);
  PyObject *key = PyLong_FromLong(123456);
  if (set == NULL || key == NULL || PySet_Add(set, key) < 0) {
    Py_XDECREF(key);
    Py_CLEAR(set);
    return NULL;
  }
  return set;
  // LEAK: 'key'
}

static PyObject *append_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *item = PyLong_FromLong(123456);
  if (item == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  int failed = PyList_Append(list, item) < 0;
  Py_DECREF(item);
  if (failed) {
    Py_DECREF(list);
    return NULL;
  }
  return list;
}

static PyObject *insert_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *item = PyUnicode_FromFormat("%d", 123456);
  if (item == NULL || PyList_Insert(list, 0, item) < 0)
    Py_CLEAR(list);
  Py_XDECREF(item);
  return list;
}

static PyObject *add_good(PyObject *self, PyObject *args) {
  PyObject *set = PySet_New(NULL);
  PyObject *key = PyLong_FromLong(123456);
  if (set == NULL || key == NULL || PySet_Add(set, key) < 0)
    Py_CLEAR(set);
  Py_XDECREF(key);
  return set;
}
