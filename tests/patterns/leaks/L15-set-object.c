// RUN: %check_all_hosts %s
// RUNTIME: bad=object_bad:leak,nested_bad:leak,import_bad:leak
//     good=object_good,build_good,import_good,key_good args=('key',)
// Pattern: L15
// PyErr_SetObject and PyErr_SetImportError take references of their own.

#include <Python.h>

static PyObject *object_bad(PyObject *self, PyObject *args) {
  PyObject *details = PyUnicode_FromFormat("no such key: %R", args);
  if (details != NULL)
    PyErr_SetObject(PyExc_KeyError, details);
  return NULL;
  // LEAK: 'details'
}

static PyObject *nested_bad(PyObject *self, PyObject *args) {
  PyErr_SetObject(PyExc_ValueError, Py_BuildValue("(is)", 1, "reason"));
  // LEAK: 'Py_BuildValue'
  return NULL;
}

static PyObject *import_bad(PyObject *self, PyObject *args) {
  PyObject *message = PyUnicode_FromString("cannot import");
  PyObject *name = PyUnicode_FromString("example");
  if (message != NULL && name != NULL)
    PyErr_SetImportError(message, name, NULL);
  Py_XDECREF(message);
  return NULL;
  // LEAK: 'name'
}

static PyObject *object_good(PyObject *self, PyObject *args) {
  PyObject *details = PyUnicode_FromFormat("no such key: %R", args);
  if (details != NULL) {
    PyErr_SetObject(PyExc_KeyError, details);
    Py_DECREF(details);
  }
  return NULL;
}

static PyObject *build_good(PyObject *self, PyObject *args) {
  PyObject *value = Py_BuildValue("(is)", 1, "reason");
  if (value == NULL)
    return NULL;
  PyErr_SetObject(PyExc_ValueError, value);
  Py_DECREF(value);
  return NULL;
}

static PyObject *import_good(PyObject *self, PyObject *args) {
  PyObject *message = PyUnicode_FromString("cannot import");
  PyObject *name = PyUnicode_FromString("example");
  if (message != NULL && name != NULL)
    PyErr_SetImportError(message, name, NULL);
  Py_XDECREF(message);
  Py_XDECREF(name);
  return NULL;
}

static PyObject *key_good(PyObject *self, PyObject *args) {
  PyErr_SetObject(PyExc_KeyError, PyTuple_GET_ITEM(args, 0));
  return NULL;
}
