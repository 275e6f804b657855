// RUN: %check_all_hosts %s
// RUNTIME: bad=tested_bad:leak,string_bad:leak,error_bad:leak
//     good=tested_good,string_good,error_good args=(1.5,)
// RUNTIME: good=tested_good,string_good,error_good,tested_bad args=(None,)
// RUNTIME: good=tested_good,string_good,error_good args=(broken,)
// RUNTIME-SETUP: class Broken:
// RUNTIME-SETUP:     def __getattr__(self, name): raise OSError
// RUNTIME-SETUP: broken = Broken()
// Pattern: L16
// PyObject_GetOptionalAttr gives a new reference through its last argument when
// it returns 1.

#include <Python.h>

#include "../../Inputs/newer-api.h"

static PyObject *tested_bad(PyObject *self, PyObject *args) {
  PyObject *name = PyUnicode_FromString("real");
  if (name == NULL)
    return NULL;
  PyObject *real;
  int found = PyObject_GetOptionalAttr(PyTuple_GET_ITEM(args, 0), name, &real);
  Py_DECREF(name);
  if (found < 0)
    return NULL;
  return PyBool_FromLong(found);
  // LEAK: 'real'
}

static PyObject *string_bad(PyObject *self, PyObject *args) {
  PyObject *real = NULL;
  if (PyObject_GetOptionalAttrString(PyTuple_GET_ITEM(args, 0), "real", &real) <
      0)
    return NULL;
  if (real == NULL)
    Py_RETURN_NONE;
  return PyFloat_FromDouble(PyFloat_AsDouble(real));
  // LEAK: 'real'
}

static PyObject *error_bad(PyObject *self, PyObject *args) {
  PyObject *real;
  int found =
      PyObject_GetOptionalAttrString(PyTuple_GET_ITEM(args, 0), "real", &real);
  if (found < 0)
    return NULL;
  if (found == 0)
    Py_RETURN_NONE;
  if (!PyUnicode_Check(real)) {
    PyErr_SetString(PyExc_TypeError, "a string is required");
    return NULL;
    // LEAK: 'real'
  }
  return real;
}

static PyObject *tested_good(PyObject *self, PyObject *args) {
  PyObject *name = PyUnicode_FromString("real");
  if (name == NULL)
    return NULL;
  PyObject *real;
  int found = PyObject_GetOptionalAttr(PyTuple_GET_ITEM(args, 0), name, &real);
  Py_DECREF(name);
  if (found < 0)
    return NULL;
  Py_XDECREF(real);
  return PyBool_FromLong(found);
}

static PyObject *string_good(PyObject *self, PyObject *args) {
  PyObject *real = NULL;
  if (PyObject_GetOptionalAttrString(PyTuple_GET_ITEM(args, 0), "real", &real) <
      0)
    return NULL;
  if (real == NULL)
    Py_RETURN_NONE;
  double value = PyFloat_AsDouble(real);
  Py_DECREF(real);
  return PyErr_Occurred() ? NULL : PyFloat_FromDouble(value);
}

static PyObject *error_good(PyObject *self, PyObject *args) {
  PyObject *real;
  int found =
      PyObject_GetOptionalAttrString(PyTuple_GET_ITEM(args, 0), "real", &real);
  if (found < 0)
    return NULL;
  if (found == 0)
    Py_RETURN_NONE;
  if (!PyUnicode_Check(real)) {
    Py_DECREF(real);
    PyErr_SetString(PyExc_TypeError, "a string is required");
    return NULL;
  }
  return real;
}
