// RUN: %check_all_hosts %s
// RUNTIME: bad=count_bad:leak,first_bad:leak good=count_good,first_good args=([1.5, None],)
// RUNTIME: good=count_good,first_good args=([],)
// RUNTIME: good=count_good,first_good args=(1,)
// Pattern: L16
// PyIter_NextItem gives a new reference through its second argument.

#include <Python.h>

#include "../../Inputs/newer-api.h"

static PyObject *count_bad(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  PyObject *item;
  long count = 0;
  int status;
  while ((status = PyIter_NextItem(iterator, &item)) > 0)
    // LEAK: 'item'
    count++;
  Py_DECREF(iterator);
  return status < 0 ? NULL : PyLong_FromLong(count);
}

static PyObject *first_bad(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  PyObject *item;
  int status = PyIter_NextItem(iterator, &item);
  Py_DECREF(iterator);
  if (status < 0)
    return NULL;
  return PyBool_FromLong(status);
  // LEAK: 'item'
}

static PyObject *count_good(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  PyObject *item;
  long count = 0;
  int status;
  while ((status = PyIter_NextItem(iterator, &item)) > 0) {
    count++;
    Py_DECREF(item);
  }
  Py_DECREF(iterator);
  return status < 0 ? NULL : PyLong_FromLong(count);
}

static PyObject *first_good(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  PyObject *item;
  int status = PyIter_NextItem(iterator, &item);
  Py_DECREF(iterator);
  if (status < 0)
    return NULL;
  return item ? item : Py_NewRef(Py_None);
}
