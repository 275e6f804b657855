// RUN: %check_all_hosts %s
// RUNTIME: bad=default_bad:leak good=out_bad,default_good,out_good,made_good args=({},)
// RUNTIME: bad=out_bad:leak good=default_bad,default_good,out_good,made_good args=({'k': [1]},)
// RUNTIME: good=made_good args=()
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
  // LEAK: 'result'
  return result;
}

static PyObject *out_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (value == NULL)
    return NULL;
  Py_ssize_t position = 0;
  if (!PyDict_Next(PyTuple_GET_ITEM(args, 0), &position, NULL, &value))
    // LEAK: 'value'
    return value;
  return Py_NewRef(value);
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
  PyObject *value = NULL;
  Py_ssize_t position = 0;
  if (!PyDict_Next(PyTuple_GET_ITEM(args, 0), &position, NULL, &value))
    return PyList_New(0);
  return Py_NewRef(value);
}

static PyObject *made_good(PyObject *self, PyObject *args) {
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
