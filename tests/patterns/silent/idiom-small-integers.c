// RUN: %check_all_hosts %s
// Pattern: S06
// The integers from -5 to 256 exist once and for all: a call with one of them
// that is written there cannot fail.

#include <Python.h>

#define ADD(DICT, NAME, VALUE)                                                 \
  do {                                                                         \
    PyObject *number_ = PyLong_FromLong(VALUE);                                \
    PyDict_SetItemString(DICT, NAME, number_);                                 \
    Py_DECREF(number_);                                                        \
  } while (0)

static PyObject *small_good(PyObject *self, PyObject *dict) {
  ADD(dict, "low", -5);
  ADD(dict, "high", 256);
  PyObject *one = PyLong_FromSsize_t(1);
  int failed = PyDict_SetItemString(dict, "one", one);
  Py_DECREF(one);
  return failed ? NULL : PyLong_FromUnsignedLong(0);
}

static PyObject *large_bad(PyObject *self, PyObject *dict) {
  PyObject *number = PyLong_FromLong(257);
  Py_DECREF(number); // NULL-RESULT: 'number'
  Py_RETURN_NONE;
}

static PyObject *negative_bad(PyObject *self, PyObject *dict) {
  PyObject *number = PyLong_FromLongLong(-6);
  Py_DECREF(number); // NULL-RESULT: 'number'
  Py_RETURN_NONE;
}

// The path knows the number, not the caller.
static PyObject *counted_bad(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyTuple_GET_SIZE(args);
  PyObject *number = PyLong_FromSsize_t(size);
  Py_DECREF(number); // NULL-RESULT: 'number'
  Py_RETURN_NONE;
}

// A float is converted before: PyLong_FromDouble may ask for memory.
static PyObject *of_double_bad(PyObject *self, PyObject *args) {
  PyObject *number = PyLong_FromDouble(1);
  Py_DECREF(number); // NULL-RESULT: 'number'
  Py_RETURN_NONE;
}
