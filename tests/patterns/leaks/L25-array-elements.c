// RUN: %check_all_hosts %s
// RUNTIME: bad=one_bad:leak,last_bad:leak good=one_good,last_good fail=PyLong_FromLong@3 args=()
// RUNTIME: good=one_bad,last_bad,one_good,last_good args=()
// RUNTIME: good=one_good,last_good fail=PyLong_FromLong@2 args=()
// Pattern: L25
// An array of owned references with constant indices: only some are released
// when the next cannot be made.

#include <Python.h>

static PyObject *one_bad(PyObject *self, PyObject *args) {
  PyObject *items[2];
  items[0] = PyLong_FromLong(1000);
  if (items[0] == NULL)
    return NULL;
  items[1] = PyLong_FromLong(2000);
  if (items[1] == NULL) {
    Py_DECREF(items[0]);
    return NULL;
  }
  PyObject *third = PyLong_FromLong(3000);
  if (third == NULL) {
    Py_DECREF(items[0]);
    return NULL;
    // LEAK: 'items[1]'
  }
  return Py_BuildValue("(NNN)", items[0], items[1], third);
}

static PyObject *last_bad(PyObject *self, PyObject *args) {
  PyObject *items[3] = {NULL, NULL, NULL};
  if (!(items[0] = PyLong_FromLong(1000)))
    goto error;
  if (!(items[1] = PyLong_FromLong(2000)))
    goto error;
  if (!(items[2] = PyLong_FromLong(3000)))
    goto error;
  return Py_BuildValue("(NNN)", items[0], items[1], items[2]);
error:
  Py_XDECREF(items[1]);
  Py_XDECREF(items[2]);
  return NULL;
  // LEAK: 'items[0]'
}

static PyObject *one_good(PyObject *self, PyObject *args) {
  PyObject *items[2];
  items[0] = PyLong_FromLong(1000);
  if (items[0] == NULL)
    return NULL;
  items[1] = PyLong_FromLong(2000);
  if (items[1] == NULL) {
    Py_DECREF(items[0]);
    return NULL;
  }
  PyObject *third = PyLong_FromLong(3000);
  if (third == NULL) {
    Py_DECREF(items[0]);
    Py_DECREF(items[1]);
    return NULL;
  }
  return Py_BuildValue("(NNN)", items[0], items[1], third);
}

static PyObject *last_good(PyObject *self, PyObject *args) {
  PyObject *items[3] = {NULL, NULL, NULL};
  if (!(items[0] = PyLong_FromLong(1000)))
    goto error;
  if (!(items[1] = PyLong_FromLong(2000)))
    goto error;
  if (!(items[2] = PyLong_FromLong(3000)))
    goto error;
  return Py_BuildValue("(NNN)", items[0], items[1], items[2]);
error:
  Py_XDECREF(items[0]);
  Py_XDECREF(items[1]);
  Py_XDECREF(items[2]);
  return NULL;
}
