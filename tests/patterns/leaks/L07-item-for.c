// RUN: %check_all_hosts %s
// RUNTIME: bad=return_bad:leak,goto_bad:leak good=return_good,goto_good args=([1.5, None, 2],)
// RUNTIME: good=return_good,goto_good args=([],)
// Pattern: L07
// The same with the item declared in the loop's body.

#include <Python.h>

static PyObject *return_bad(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (!iterator)
    return NULL;
  for (;;) {
    PyObject *item = PyIter_Next(iterator);
    if (!item)
      break;
    if (item == Py_None) {
      Py_DECREF(iterator);
      Py_RETURN_TRUE;
      // LEAK: 'item'
    }
    Py_DECREF(item);
  }
  Py_DECREF(iterator);
  if (PyErr_Occurred())
    return NULL;
  Py_RETURN_FALSE;
}

static PyObject *goto_bad(PyObject *self, PyObject *args) {
  PyObject *result = NULL;
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (!iterator)
    return NULL;
  for (;;) {
    PyObject *item = PyIter_Next(iterator);
    if (!item)
      break;
    if (!PyFloat_Check(item)) {
      PyErr_SetString(PyExc_TypeError, "floats only");
      goto done;
    }
    Py_DECREF(item);
  }
  if (!PyErr_Occurred())
    result = Py_NewRef(Py_None);
done:
  Py_DECREF(iterator);
  return result;
  // LEAK: 'item'
}

static PyObject *return_good(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (!iterator)
    return NULL;
  for (;;) {
    PyObject *item = PyIter_Next(iterator);
    if (!item)
      break;
    int found = item == Py_None;
    Py_DECREF(item);
    if (found) {
      Py_DECREF(iterator);
      Py_RETURN_TRUE;
    }
  }
  Py_DECREF(iterator);
  if (PyErr_Occurred())
    return NULL;
  Py_RETURN_FALSE;
}

static PyObject *goto_good(PyObject *self, PyObject *args) {
  PyObject *result = NULL, *item = NULL;
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (!iterator)
    return NULL;
  while ((item = PyIter_Next(iterator))) {
    if (!PyFloat_Check(item)) {
      PyErr_SetString(PyExc_TypeError, "floats only");
      goto done;
    }
    Py_CLEAR(item);
  }
  if (!PyErr_Occurred())
    result = Py_NewRef(Py_None);
done:
  Py_XDECREF(item);
  Py_DECREF(iterator);
  return result;
}
