// RUN: %check_all_hosts %s
// RUNTIME: bad=reprs_bad:leak good=reprs_good args=([1, 2.5],)
// RUNTIME: good=reprs_good fail=PyList_Append args=([1, 2.5],)
// Pattern: L03
// The result of each turn of a loop goes into a list that has its own reference.

#include <Python.h>

static PyObject *reprs_bad(PyObject *self, PyObject *args) {
  PyObject *objects = PyTuple_GET_ITEM(args, 0);
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(objects); i++) {
    PyObject *item = PyObject_Repr(PyList_GET_ITEM(objects, i));
    if (item == NULL || PyList_Append(list, item) < 0) {
      Py_XDECREF(item);
      Py_DECREF(list);
      return NULL;
    }
  }
  return list;
  // LEAK: 'item'
}

static PyObject *reprs_good(PyObject *self, PyObject *args) {
  PyObject *objects = PyTuple_GET_ITEM(args, 0);
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(objects); i++) {
    PyObject *item = PyObject_Repr(PyList_GET_ITEM(objects, i));
    if (item == NULL || PyList_Append(list, item) < 0) {
      Py_XDECREF(item);
      Py_DECREF(list);
      return NULL;
    }
    Py_DECREF(item);
  }
  return list;
}
