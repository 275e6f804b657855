// RUN: %check_all_hosts %s
// RUNTIME: bad=digits_bad:leak,numbers_bad:leak good=digits_good,numbers_good args=()
// Pattern: L01
// A leak in each turn of a loop whose number of turns is a constant.

#include <Python.h>

static PyObject *digits_bad(PyObject *self, PyObject *args) {
  int i = 0;
  while (i < 3) {
    PyObject *digit = PyUnicode_FromFormat("<%d>", i++);
    if (!digit)
      PyErr_Clear();
  }
  Py_RETURN_NONE;
  // LEAK: 'digit'
}

// The second turn is the first that can leave the function, by its failure; but
// the item is lost whether it fails or not.
static PyObject *numbers_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  for (long i = 1000; i < 1003; i++) {
    PyObject *item = PyLong_FromLong(i);
    if (item == NULL || PyList_Append(list, item) < 0) {
      Py_XDECREF(item);
      Py_DECREF(list);
      return NULL;
    }
  }
  return list;
  // LEAK: 'item'
}

static PyObject *digits_good(PyObject *self, PyObject *args) {
  int i = 0;
  while (i < 3) {
    PyObject *digit = PyUnicode_FromFormat("<%d>", i++);
    if (!digit)
      PyErr_Clear();
    Py_XDECREF(digit);
  }
  Py_RETURN_NONE;
}

static PyObject *numbers_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  for (long i = 1000; i < 1003; i++) {
    PyObject *item = PyLong_FromLong(i);
    if (item == NULL || PyList_Append(list, item) < 0) {
      Py_XDECREF(item);
      Py_DECREF(list);
      return NULL;
    }
    Py_DECREF(item);
  }
  return list;
}
