// RUN: %check_all_hosts %s | FileCheck %s --implicit-check-not=warning:
// RUNTIME: bad=default_bad:leak,out_bad:leak good=default_good,out_good args=({},)
// RUNTIME: good=default_bad,default_good,out_good args=({'k': 1},)
// Pattern: L09
// The owned default is replaced by what was found.

#include <Python.h>

static PyObject *default_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  PyObject *value = PyDict_GetItemString(dict, "k");
  if (value != NULL)
    return Py_NewRef(value);
  PyObject *result = PyList_New(0);
  if (result == NULL)
    return NULL;
  if (PyDict_GET_SIZE(dict) == 0)
    result = PyTuple_New(0);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'result'{{.*}} [cpython-refcount-leak]
  return result;
}

static PyObject *out_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  if (!PyArg_ParseTuple(args, "O", &dict))
    // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'dict'{{.*}} [cpython-refcount-leak]
    return NULL;
  return PyLong_FromSsize_t(PyDict_Size(dict));
}

static PyObject *default_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  PyObject *value = PyDict_GetItemString(dict, "k");
  if (value != NULL)
    return Py_NewRef(value);
  PyObject *result = PyList_New(0);
  if (result == NULL)
    return NULL;
  if (PyDict_GET_SIZE(dict) == 0) {
    Py_DECREF(result);
    result = PyTuple_New(0);
  }
  return result;
}

static PyObject *out_good(PyObject *self, PyObject *args) {
  PyObject *dict = NULL, *made = NULL;
  if (!PyArg_ParseTuple(args, "|O", &dict))
    return NULL;
  if (dict == NULL) {
    dict = made = PyDict_New();
    if (dict == NULL)
      return NULL;
  }
  PyObject *size = PyLong_FromSsize_t(PyDict_Size(dict));
  Py_XDECREF(made);
  return size;
}
