// RUN: %check_all_hosts %s
// RUNTIME: bad=default_bad:leak good=default_good,lent_good args=({},)
// RUNTIME: good=default_bad,default_good,lent_good args=({'k': 1},)
// Pattern: L26
// A borrowed value or a default that is made.

#include <Python.h>

static PyObject *default_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyDict_GetItemString(PyTuple_GET_ITEM(args, 0), "k");
  if (value == NULL)
    value = PyList_New(0);
  if (value == NULL)
    return NULL;
  return PyObject_Repr(value);
  // LEAK: 'value'
}

static PyObject *default_good(PyObject *self, PyObject *args) {
  PyObject *value = PyDict_GetItemString(PyTuple_GET_ITEM(args, 0), "k");
  if (value != NULL)
    Py_INCREF(value);
  else if (!(value = PyList_New(0)))
    return NULL;
  PyObject *text = PyObject_Repr(value);
  Py_DECREF(value);
  return text;
}

static PyObject *lent_good(PyObject *self, PyObject *args) {
  PyObject *value = PyDict_GetItemString(PyTuple_GET_ITEM(args, 0), "k");
  if (value == NULL)
    value = Py_None;
  return PyObject_Repr(value);
}
