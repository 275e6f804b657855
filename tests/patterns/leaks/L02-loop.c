// RUN: %check_all_hosts %s
// RUNTIME: bad=collect_bad:leak,found_bad:leak good=collect_good,found_good args=([1, 2.5, None],)
// RUNTIME: good=collect_bad,found_bad,collect_good,found_good args=([1, 2.5],)
// Pattern: L02
// A return from inside a loop leaves behind what was made before the loop.

#include <Python.h>

static PyObject *collect_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  PyObject *result = PyList_New(0);
  if (result == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    PyObject *item = PyNumber_Float(PyList_GET_ITEM(list, i));
    if (item == NULL)
      return NULL;
    // LEAK: 'result'
    int failed = PyList_Append(result, item) < 0;
    Py_DECREF(item);
    if (failed) {
      Py_DECREF(result);
      return NULL;
    }
  }
  return result;
}

static PyObject *found_bad(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  PyObject *item;
  while ((item = PyIter_Next(iterator))) {
    int found = item == Py_None;
    Py_DECREF(item);
    if (found)
      Py_RETURN_TRUE;
    // LEAK: 'iterator'
  }
  Py_DECREF(iterator);
  if (PyErr_Occurred())
    return NULL;
  Py_RETURN_FALSE;
}

static PyObject *collect_good(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  PyObject *result = PyList_New(0);
  if (result == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    PyObject *item = PyNumber_Float(PyList_GET_ITEM(list, i));
    if (item == NULL) {
      Py_DECREF(result);
      return NULL;
    }
    int failed = PyList_Append(result, item) < 0;
    Py_DECREF(item);
    if (failed) {
      Py_DECREF(result);
      return NULL;
    }
  }
  return result;
}

static PyObject *found_good(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  PyObject *item;
  int found = 0;
  while (!found && (item = PyIter_Next(iterator))) {
    found = item == Py_None;
    Py_DECREF(item);
  }
  Py_DECREF(iterator);
  if (PyErr_Occurred())
    return NULL;
  return PyBool_FromLong(found);
}
