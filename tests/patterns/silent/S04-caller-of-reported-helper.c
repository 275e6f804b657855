// RUN: %check_all_hosts %s | FileCheck %s --implicit-check-not=warning:
// Pattern: S04
// A helper that is reported for returning what it has released on one path: its caller,
// which relies on that path, does not leak.

#include <Python.h>

PyObject *check_seekable(PyObject *self, PyObject *args) {
  PyObject *result = PyObject_CallMethod(self, "seekable", NULL);
  if (result == NULL)
    return NULL;
  if (args == Py_True)
    Py_DECREF(result);
  return result;
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}} [cpython-refcount-
}

PyObject *tell_good(PyObject *self, int from) {
  if (check_seekable(self, Py_True) == NULL)
    return NULL;
  return PyLong_FromLong(from);
}
