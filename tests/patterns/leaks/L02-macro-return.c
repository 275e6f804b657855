// RUN: %check_all_hosts %s
// RUNTIME: bad=call_bad:leak good=call_good args=(None,)
// RUNTIME: good=call_bad,call_good args=(list,)
// Pattern: L02
// A macro that returns on failure hides the exit that forgets a release.

#include <Python.h>

#define CHECK(object)                                                          \
  if ((object) == NULL)                                                        \
  return NULL
#define CHECK_RELEASING(object, owned)                                         \
  if ((object) == NULL) {                                                      \
    Py_DECREF(owned);                                                          \
    return NULL;                                                               \
  }

static PyObject *call_bad(PyObject *self, PyObject *args) {
  PyObject *empty = PyTuple_New(0);
  CHECK(empty);
  PyObject *options = PyDict_New();
  CHECK_RELEASING(options, empty);
  PyObject *result = PyObject_Call(PyTuple_GET_ITEM(args, 0), empty, options);
  Py_DECREF(empty);
  CHECK(result);
  // LEAK: 'options'
  Py_DECREF(options);
  return result;
}

static PyObject *call_good(PyObject *self, PyObject *args) {
  PyObject *empty = PyTuple_New(0);
  CHECK(empty);
  PyObject *options = PyDict_New();
  CHECK_RELEASING(options, empty);
  PyObject *result = PyObject_Call(PyTuple_GET_ITEM(args, 0), empty, options);
  Py_DECREF(empty);
  CHECK_RELEASING(result, options);
  Py_DECREF(options);
  return result;
}
