// RUN: %check_all_hosts %s
// RUNTIME: bad=first_bad:leak,sum_bad:leak good=first_good,sum_good,list_good,tuple_good
//     args=([1.5, 2.5],)
// RUNTIME: good=first_good,sum_good,list_good,tuple_good args=([None],)
// RUNTIME: good=first_good,sum_good,list_good,tuple_good args=([],)
// Pattern: L08
// PySequence_GetItem returns a new reference; PyList_GetItem and PyTuple_GetItem
// lend one.

#include <Python.h>

static PyObject *first_bad(PyObject *self, PyObject *args) {
  PyObject *item = PySequence_GetItem(PyTuple_GET_ITEM(args, 0), 0);
  if (item == NULL)
    return NULL;
  return PyFloat_FromDouble(PyFloat_AsDouble(item));
  // LEAK: 'item'
}

static PyObject *sum_bad(PyObject *self, PyObject *args) {
  PyObject *sequence = PyTuple_GET_ITEM(args, 0);
  Py_ssize_t size = PySequence_Size(sequence);
  double sum = 0;
  for (Py_ssize_t i = 0; i < size; i++)
    sum += PyFloat_AsDouble(PySequence_GetItem(sequence, i));
  // LEAK: 'PySequence_GetItem'
  return PyFloat_FromDouble(sum);
}

static PyObject *first_good(PyObject *self, PyObject *args) {
  PyObject *item = PySequence_GetItem(PyTuple_GET_ITEM(args, 0), 0);
  if (item == NULL)
    return NULL;
  double value = PyFloat_AsDouble(item);
  Py_DECREF(item);
  return value == -1 && PyErr_Occurred() ? NULL : PyFloat_FromDouble(value);
}

static PyObject *sum_good(PyObject *self, PyObject *args) {
  PyObject *sequence = PyTuple_GET_ITEM(args, 0);
  Py_ssize_t size = PySequence_Size(sequence);
  if (size < 0)
    return NULL;
  double sum = 0;
  for (Py_ssize_t i = 0; i < size; i++) {
    PyObject *item = PySequence_GetItem(sequence, i);
    if (item == NULL)
      return NULL;
    sum += PyFloat_AsDouble(item);
    Py_DECREF(item);
    if (PyErr_Occurred())
      return NULL;
  }
  return PyFloat_FromDouble(sum);
}

static PyObject *list_good(PyObject *self, PyObject *args) {
  PyObject *item = PyList_GetItem(PyTuple_GET_ITEM(args, 0), 0);
  if (item == NULL)
    return NULL;
  return Py_BuildValue("(O)", item);
}

static PyObject *tuple_good(PyObject *self, PyObject *args) {
  PyObject *item = PyTuple_GetItem(args, 0);
  if (item == NULL)
    return NULL;
  return PyBool_FromLong(PyList_Check(item));
}
