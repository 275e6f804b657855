// RUN: %check_all_hosts %s
// RUNTIME: bad=raise_bad:over good=raise_good call=o args=(ValueError(),)
// RUNTIME: bad=restore_bad:over good=restore_good call=o args=('x',)
// Pattern: U12
// PyErr_SetRaisedException (3.12) takes over the exception that it is given.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "../../Inputs/newer-api.h"

static PyObject *raise_bad(PyObject *self, PyObject *arg) {
  PyErr_SetRaisedException(arg);
  // OVERRELEASE: ... 'arg'
  return NULL;
}

static PyObject *raise_good(PyObject *self, PyObject *arg) {
  PyErr_SetRaisedException(Py_NewRef(arg));
  return NULL;
}

static PyObject *restore_bad(PyObject *self, PyObject *arg) {
  PyObject *result = PyNumber_Long(arg);
  if (result != NULL)
    return result;
  PyObject *exception = PyErr_GetRaisedException();
  PySys_WriteStderr("not a number\n");
  PyErr_SetRaisedException(exception);
  Py_XDECREF(exception);
  // OVERRELEASE: ... 'exception'
  return NULL;
}

static PyObject *restore_good(PyObject *self, PyObject *arg) {
  PyObject *result = PyNumber_Long(arg);
  if (result != NULL)
    return result;
  PyObject *exception = PyErr_GetRaisedException();
  PySys_WriteStderr("not a number\n");
  PyErr_SetRaisedException(exception);
  return NULL;
}

PyMethodDef raised_methods[] = {{"raise_bad", raise_bad, METH_O, NULL},
                                {"raise_good", raise_good, METH_O, NULL},
                                {"restore_bad", restore_bad, METH_O, NULL},
                                {"restore_good", restore_good, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};
