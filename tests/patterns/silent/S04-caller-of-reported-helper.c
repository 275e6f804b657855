// RUN: %check_all_hosts %s
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
  // USE-AFTER-RELEASE: 'result'
}

PyObject *tell_good(PyObject *self, int from) {
  if (check_seekable(self, Py_True) == NULL)
    return NULL;
  return PyLong_FromLong(from);
}
