// RUN: %check_all_hosts %s
// RUNTIME: bad=first_bad:leak,count_bad:leak,error_bad:leak good=first_good,count_good,error_good
//     args=([1, 2.5, None],)
// RUNTIME: good=first_good,count_good,error_good args=([],)
// RUNTIME: good=first_good,count_good,error_good args=(1,)
// Pattern: L07
// The iterator that PyObject_GetIter makes is a new reference.

#include <Python.h>

static PyObject *first_bad(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  PyObject *item = PyIter_Next(iterator);
  if (item == NULL && !PyErr_Occurred())
    PyErr_SetString(PyExc_ValueError, "empty");
  return item;
  // LEAK: 'iterator'
}

static PyObject *count_bad(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  long count = 0;
  PyObject *item;
  while ((item = PyIter_Next(iterator))) {
    count++;
    Py_DECREF(item);
  }
  return PyErr_Occurred() ? NULL : PyLong_FromLong(count);
  // LEAK: 'iterator'
}

static PyObject *error_bad(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  PyObject *item;
  while ((item = PyIter_Next(iterator)) != NULL) {
    PyObject *number = PyNumber_Long(item);
    Py_DECREF(item);
    if (number == NULL)
      return NULL;
    // LEAK: 'iterator'
    Py_DECREF(number);
  }
  Py_DECREF(iterator);
  if (PyErr_Occurred())
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *first_good(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  PyObject *item = PyIter_Next(iterator);
  Py_DECREF(iterator);
  if (item == NULL && !PyErr_Occurred())
    PyErr_SetString(PyExc_ValueError, "empty");
  return item;
}

static PyObject *count_good(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  long count = 0;
  PyObject *item;
  while ((item = PyIter_Next(iterator))) {
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
  while ((item = PyIter_Next(iterator)) != NULL) {
    PyObject *number = PyNumber_Long(item);
    Py_DECREF(item);
    if (number == NULL) {
      Py_DECREF(iterator);
      return NULL;
    }
    Py_DECREF(number);
  }
  Py_DECREF(iterator);
  if (PyErr_Occurred())
    return NULL;
  Py_RETURN_NONE;
}
