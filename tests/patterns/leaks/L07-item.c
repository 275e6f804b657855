// RUN: %check_all_hosts %s
// RUNTIME: bad=break_bad:leak,continue_bad:leak,error_bad:leak
//     good=break_good,continue_good,error_good args=([1.5, None, 2],)
// RUNTIME: good=break_good,continue_good,error_good args=([],)
// Pattern: L07
// The items that PyIter_Next returns are new references: each turn of the loop
// releases its own, whichever way it ends.

#include <Python.h>

static PyObject *break_bad(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  PyObject *item;
  while ((item = PyIter_Next(iterator))) {
    if (PyFloat_Check(item))
      break;
    Py_DECREF(item);
  }
  Py_DECREF(iterator);
  return PyErr_Occurred() ? NULL : PyLong_FromLong(0);
  // LEAK: 'item'
}

static PyObject *continue_bad(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  long count = 0;
  PyObject *item;
  while ((item = PyIter_Next(iterator))) {
    // LEAK: 'item'
    if (PyFloat_Check(item))
      continue;
    count++;
    Py_DECREF(item);
  }
  Py_DECREF(iterator);
  return PyErr_Occurred() ? NULL : PyLong_FromLong(count);
}

static PyObject *error_bad(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  PyObject *item;
  while ((item = PyIter_Next(iterator))) {
    PyObject *number = PyNumber_Float(item);
    if (number == NULL) {
      Py_DECREF(iterator);
      return NULL;
      // LEAK: 'item'
    }
    Py_DECREF(number);
    Py_DECREF(item);
  }
  Py_DECREF(iterator);
  return PyErr_Occurred() ? NULL : PyLong_FromLong(0);
}

static PyObject *break_good(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  PyObject *item;
  while ((item = PyIter_Next(iterator))) {
    if (PyFloat_Check(item))
      break;
    Py_DECREF(item);
  }
  Py_XDECREF(item);
  Py_DECREF(iterator);
  return PyErr_Occurred() ? NULL : PyLong_FromLong(0);
}

static PyObject *continue_good(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  long count = 0;
  PyObject *item;
  while ((item = PyIter_Next(iterator))) {
    if (PyFloat_Check(item)) {
      Py_DECREF(item);
      continue;
    }
    count++;
    Py_DECREF(item);
  }
  Py_DECREF(iterator);
  return PyErr_Occurred() ? NULL : PyLong_FromLong(count);
}

static PyObject *error_good(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  PyObject *item;
  while ((item = PyIter_Next(iterator))) {
    PyObject *number = PyNumber_Float(item);
    Py_DECREF(item);
    if (number == NULL) {
      Py_DECREF(iterator);
      return NULL;
    }
    Py_DECREF(number);
  }
  Py_DECREF(iterator);
  return PyErr_Occurred() ? NULL : PyLong_FromLong(0);
}
