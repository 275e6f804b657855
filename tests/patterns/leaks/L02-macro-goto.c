// RUN: %check_all_hosts %s
// RUNTIME: bad=pair_bad:leak good=pair_good fail=PyList_Append@1 args=()
// RUNTIME: good=pair_bad,pair_good args=()
// Pattern: L02
// A macro jumps to a label that releases some of what is owned.

#include <Python.h>

#define FAIL_IF(condition)                                                     \
  do {                                                                         \
    if (condition)                                                             \
      goto error;                                                              \
  } while (0)

static PyObject *pair_bad(PyObject *self, PyObject *args) {
  PyObject *item = NULL;
  PyObject *list = PyList_New(0);
  FAIL_IF(list == NULL);
  item = PyFloat_FromDouble(1.0);
  FAIL_IF(item == NULL);
  FAIL_IF(PyList_Append(list, item) < 0);
  Py_DECREF(item);
  return list;
error:
  Py_XDECREF(list);
  return NULL;
  // LEAK: 'item'
}

static PyObject *pair_good(PyObject *self, PyObject *args) {
  PyObject *item = NULL;
  PyObject *list = PyList_New(0);
  FAIL_IF(list == NULL);
  item = PyFloat_FromDouble(1.0);
  FAIL_IF(item == NULL);
  FAIL_IF(PyList_Append(list, item) < 0);
  Py_DECREF(item);
  return list;
error:
  Py_XDECREF(item);
  Py_XDECREF(list);
  return NULL;
}
