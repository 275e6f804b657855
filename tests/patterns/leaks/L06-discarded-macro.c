// RUN: %check_all_hosts %s
// RUNTIME: bad=call_bad:leak,comma_bad:leak good=call_good,comma_good args=(list,)
// Pattern: L06
// The discarded call stands in a macro of the extension, or left of a comma.

#include <Python.h>

#define CALL(callback) PyObject_CallObject((callback), NULL)
#define CALL_AND_FORGET(callback)                                              \
  do {                                                                         \
    PyObject *result_ = CALL(callback);                                        \
    Py_XDECREF(result_);                                                       \
  } while (0)

static PyObject *call_bad(PyObject *self, PyObject *args) {
  CALL(PyTuple_GET_ITEM(args, 0));
  // LEAK: 'PyObject_CallObject'
  Py_RETURN_NONE;
}

static PyObject *comma_bad(PyObject *self, PyObject *args) {
  PyObject *callback = PyTuple_GET_ITEM(args, 0);
  return CALL(callback), Py_NewRef(callback);
  // LEAK: 'PyObject_CallObject'
}

static PyObject *call_good(PyObject *self, PyObject *args) {
  CALL_AND_FORGET(PyTuple_GET_ITEM(args, 0));
  Py_RETURN_NONE;
}

static PyObject *comma_good(PyObject *self, PyObject *args) {
  PyObject *callback = PyTuple_GET_ITEM(args, 0);
  return Py_INCREF(callback), callback;
}
