// RUN: %check_all_hosts %s
// RUNTIME: bad=value_bad:leak,raised_bad:leak
//     good=value_good,raised_good,restored_good,handled_good,handled_bad args=(2,)
// RUNTIME: good=value_good,raised_good,restored_good,raised_bad args=(1.5,)
// RUNTIME: bad=handled_bad:leak good=handled_good run=handling(f)
// RUNTIME-SETUP: def handling(f):
// RUNTIME-SETUP:     try:
// RUNTIME-SETUP:         raise ValueError
// RUNTIME-SETUP:     except ValueError:
// RUNTIME-SETUP:         f()
// Pattern: L14
// Who takes the current exception away owns it.

#include <Python.h>

#include "../../Inputs/newer-api.h"

static PyObject *value_bad(PyObject *self, PyObject *args) {
  PyObject *number = PyNumber_Float(self);
  if (number != NULL)
    return number;
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  Py_RETURN_NONE;
  // LEAK: 'value'
}

static PyObject *raised_bad(PyObject *self, PyObject *args) {
  PyObject *number = PyNumber_Float(self);
  if (number != NULL)
    return number;
  PyObject *exception = PyErr_GetRaisedException();
  if (PyFloat_Check(PyTuple_GET_ITEM(args, 0))) {
    PyErr_SetRaisedException(exception);
    return NULL;
  }
  Py_RETURN_NONE;
  // LEAK: 'exception'
}

static PyObject *handled_bad(PyObject *self, PyObject *args) {
  PyErr_GetHandledException();
  // LEAK: 'PyErr_GetHandledException'
  Py_RETURN_NONE;
}

static PyObject *value_good(PyObject *self, PyObject *args) {
  PyObject *number = PyNumber_Float(self);
  if (number != NULL)
    return number;
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  Py_RETURN_NONE;
}

static PyObject *raised_good(PyObject *self, PyObject *args) {
  PyObject *number = PyNumber_Float(self);
  if (number != NULL)
    return number;
  PyObject *exception = PyErr_GetRaisedException();
  if (PyFloat_Check(PyTuple_GET_ITEM(args, 0))) {
    PyErr_SetRaisedException(exception);
    return NULL;
  }
  Py_DECREF(exception);
  Py_RETURN_NONE;
}

static PyObject *restored_good(PyObject *self, PyObject *args) {
  PyObject *number = PyNumber_Float(self);
  if (number != NULL)
    return number;
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *repr = PyObject_Repr(self);
  if (repr == NULL)
    PyErr_Clear();
  Py_XDECREF(repr);
  PyErr_Restore(type, value, traceback);
  return NULL;
}

static PyObject *handled_good(PyObject *self, PyObject *args) {
  PyObject *exception = PyErr_GetHandledException();
  if (exception == NULL)
    Py_RETURN_NONE;
  return exception;
}
