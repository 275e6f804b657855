// RUN: %check_all_hosts %s
// RUNTIME: bad=filled_bad:leak good=filled_good fail=PyList_Append@1 args=()
// RUNTIME: good=filled_bad,filled_good args=()
// Pattern: L02
// A helper's macro returns on failure: it has taken the item over all the same,
// and its caller still owns the list.

#include <Python.h>

#define RETURN_IF(condition)                                                   \
  do {                                                                         \
    if (condition)                                                             \
      return -1;                                                               \
  } while (0)

static int fill(PyObject *list, PyObject *item) {
  RETURN_IF(item == NULL);
  int result = PyList_Append(list, item);
  Py_DECREF(item);
  RETURN_IF(result < 0);
  return 0;
}

static PyObject *filled_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if (fill(list, PyFloat_FromDouble(1.0)) < 0)
    return NULL;
  // LEAK: 'list'
  return list;
}

static PyObject *filled_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if (fill(list, PyFloat_FromDouble(1.0)) < 0) {
    Py_DECREF(list);
    return NULL;
  }
  return list;
}
