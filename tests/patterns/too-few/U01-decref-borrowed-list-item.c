// RUN: %check_all_hosts %s
// RUNTIME: bad=first_bad:over good=first_good args=([object()],)
// RUNTIME: bad=total_bad:over good=total_good args=([1.5, 2.5],)
// RUNTIME: bad=last_bad:over good=last_good args=([object()],)
// Pattern: U01
// An item of a list is borrowed from the list: the caller has nothing to
// release.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *first_bad(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list))
    return NULL;
  PyObject *item = PyList_GetItem(list, 0);
  if (item == NULL)
    return NULL;
  PyObject *text = PyObject_Repr(item);
  Py_DECREF(item);
  // OVERRELEASE: ... 'item'
  return text;
}

static PyObject *first_good(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list))
    return NULL;
  PyObject *item = PyList_GetItem(list, 0);
  if (item == NULL)
    return NULL;
  Py_INCREF(item);
  PyObject *text = PyObject_Repr(item);
  Py_DECREF(item);
  return text;
}

// Each turn of the loop gives up a reference that belongs to the list.
static PyObject *total_bad(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list))
    return NULL;
  double total = 0;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    PyObject *item = PyList_GET_ITEM(list, i);
    double value = PyFloat_AsDouble(item);
    Py_DECREF(item);
    // OVERRELEASE: ... 'item'
    if (value == -1.0 && PyErr_Occurred())
      return NULL;
    total += value;
  }
  return PyFloat_FromDouble(total);
}

// PySequence_GetItem, unlike PyList_GET_ITEM, returns a new reference.
static PyObject *total_good(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list))
    return NULL;
  double total = 0;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    PyObject *item = PySequence_GetItem(list, i);
    if (item == NULL)
      return NULL;
    double value = PyFloat_AsDouble(item);
    Py_DECREF(item);
    if (value == -1.0 && PyErr_Occurred())
      return NULL;
    total += value;
  }
  return PyFloat_FromDouble(total);
}

// One reference was taken, two are given up.
static PyObject *last_bad(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list))
    return NULL;
  PyObject *item = PyList_GetItem(list, PyList_GET_SIZE(list) - 1);
  if (item == NULL)
    return NULL;
  Py_INCREF(item);
  long hash = (long)PyObject_Hash(item);
  Py_DECREF(item);
  if (hash == -1)
    return NULL;
  Py_DECREF(item);
  // OVERRELEASE: ... 'item'
  return PyLong_FromLong(hash);
}

static PyObject *last_good(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list))
    return NULL;
  PyObject *item = PyList_GetItem(list, PyList_GET_SIZE(list) - 1);
  if (item == NULL)
    return NULL;
  Py_INCREF(item);
  long hash = (long)PyObject_Hash(item);
  Py_DECREF(item);
  if (hash == -1)
    return NULL;
  return PyLong_FromLong(hash);
}
