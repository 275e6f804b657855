// RUN: %check_all_hosts %s
// RUNTIME: bad=list_bad:leak,build_bad:leak,new_ref_bad:leak,nested_bad:leak,some_bad:leak
//     good=list_good,build_good,borrowed_good,kept_good args=([1],)
// RUNTIME: good=list_good,build_good,kept_good,some_bad fail=PyList_Append args=([1],)
// Pattern: L10
// What a function returned as new needs no reference more to be returned.

#include <Python.h>

static PyObject *list_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  Py_INCREF(list);
  return list;
  // LEAK: 'list'
}

static PyObject *build_bad(PyObject *self, PyObject *args) {
  PyObject *pair = Py_BuildValue("(ii)", 1, 2);
  Py_XINCREF(pair);
  return pair;
  // LEAK: 'pair'
}

static PyObject *new_ref_bad(PyObject *self, PyObject *args) {
  PyObject *item = PySequence_GetItem(PyTuple_GET_ITEM(args, 0), 0);
  if (item == NULL)
    return NULL;
  return Py_NewRef(item);
  // LEAK: 'item'
}

static PyObject *nested_bad(PyObject *self, PyObject *args) {
  return Py_XNewRef(PyDict_New());
  // LEAK: 'PyDict_New'
}

static PyObject *some_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if (PyList_Append(list, Py_None) < 0) {
    Py_DECREF(list);
    return NULL;
  }
  Py_INCREF(list);
  return list;
  // LEAK: 'list'
}

static PyObject *list_good(PyObject *self, PyObject *args) {
  return PyList_New(0);
}

static PyObject *build_good(PyObject *self, PyObject *args) {
  PyObject *pair = Py_BuildValue("(ii)", 1, 2);
  return pair;
}

static PyObject *borrowed_good(PyObject *self, PyObject *args) {
  PyObject *item = PyList_GetItem(PyTuple_GET_ITEM(args, 0), 0);
  if (item == NULL)
    return NULL;
  Py_INCREF(item);
  return item;
}

// Two owners, two references.
static PyObject *kept_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *pair = PyTuple_New(2);
  if (pair == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  Py_INCREF(list);
  PyTuple_SET_ITEM(pair, 0, list);
  PyTuple_SET_ITEM(pair, 1, list);
  return pair;
}
