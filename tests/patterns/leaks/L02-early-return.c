// RUN: %check_all_hosts %s
// RUNTIME: bad=pair_bad:leak good=pair_good fail=PyList_New args=()
// RUNTIME: bad=sum_bad:leak good=sum_good args=(1.5, None)
// RUNTIME: bad=checked_bad:leak good=checked_good args=('',)
// RUNTIME: bad=late_bad:leak good=late_good fail=PyDict_New args=()
// RUNTIME: good=pair_good,pair_bad,late_bad,late_good args=()
// RUNTIME: good=sum_good,sum_bad args=(1.5, 2.5)
// Pattern: L02
// An error return that skips the release which the normal path has.

#include <Python.h>

static PyObject *pair_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  // LEAK: 'dict'
  PyObject *pair = PyTuple_Pack(2, dict, list);
  Py_DECREF(list);
  Py_DECREF(dict);
  return pair;
}

static PyObject *sum_bad(PyObject *self, PyObject *args) {
  PyObject *left = PyNumber_Float(PyTuple_GET_ITEM(args, 0));
  if (left == NULL)
    return NULL;
  PyObject *sum = PyNumber_Add(left, PyTuple_GET_ITEM(args, 1));
  if (sum == NULL)
    return NULL;
  // LEAK: 'left'
  Py_DECREF(left);
  return sum;
}

static PyObject *checked_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  if (PyUnicode_GetLength(text) < 10) {
    PyErr_SetString(PyExc_ValueError, "too short");
    return NULL;
    // LEAK: 'text'
  }
  return text;
}

static PyObject *late_bad(PyObject *self, PyObject *args) {
  PyObject *dict = NULL;
  PyObject *list = PyList_New(0);
  if (!list)
    return NULL;
  if (!(dict = PyDict_New()))
    return NULL;
  // LEAK: 'list'
  int failed = PyDict_SetItemString(dict, "list", list) < 0;
  Py_DECREF(list);
  if (failed) {
    Py_DECREF(dict);
    return NULL;
  }
  return dict;
}

static PyObject *pair_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  PyObject *list = PyList_New(0);
  if (list == NULL) {
    Py_DECREF(dict);
    return NULL;
  }
  PyObject *pair = PyTuple_Pack(2, dict, list);
  Py_DECREF(list);
  Py_DECREF(dict);
  return pair;
}

static PyObject *sum_good(PyObject *self, PyObject *args) {
  PyObject *left = PyNumber_Float(PyTuple_GET_ITEM(args, 0));
  if (left == NULL)
    return NULL;
  PyObject *sum = PyNumber_Add(left, PyTuple_GET_ITEM(args, 1));
  Py_DECREF(left);
  if (sum == NULL)
    return NULL;
  return sum;
}

static PyObject *checked_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  if (PyUnicode_GetLength(text) < 10) {
    Py_DECREF(text);
    PyErr_SetString(PyExc_ValueError, "too short");
    return NULL;
  }
  return text;
}

static PyObject *late_good(PyObject *self, PyObject *args) {
  PyObject *dict = NULL;
  PyObject *list = PyList_New(0);
  if (!list)
    return NULL;
  if (!(dict = PyDict_New())) {
    Py_DECREF(list);
    return NULL;
  }
  int failed = PyDict_SetItemString(dict, "list", list) < 0;
  Py_DECREF(list);
  if (failed)
    Py_CLEAR(dict);
  return dict;
}
