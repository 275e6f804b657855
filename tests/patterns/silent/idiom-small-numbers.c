// RUN: %check_all_hosts %s
// RUNTIME: good=byte_good,bits_good,choice_good,tested_good args=(None, 7)
// Pattern: S06
// The integers from -5 to 256 exist already: the call that returns one cannot
// fail. The type of a number can show that it is one of these.

#include <Python.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum { RED, GREEN, BLUE = 200 } Color;
typedef enum { SMALL = 1, LARGE = 1000 } Size;

typedef struct {
  uint8_t major, minor;
  unsigned level : 7;
  bool on;
  Color color;
  Size size;
  int8_t change;
} Version;

static Version version = {1, 255, 99, true, BLUE, SMALL, 3};

PyObject *byte_good(PyObject *self, PyObject *arg) {
  PyObject *major = PyLong_FromUnsignedLong(version.major);
  PyObject *minor = PyLong_FromLong((long)version.minor);
  PyObject *both = PyTuple_Pack(2, major, minor);
  Py_DECREF(major);
  Py_DECREF(minor);
  return both;
}

PyObject *bits_good(PyObject *self, PyObject *arg) {
  PyObject *level = PyLong_FromLong(version.level);
  PyObject *on = PyLong_FromSsize_t(version.on);
  PyObject *both = PyTuple_Pack(2, level, on);
  Py_DECREF(level);
  Py_DECREF(on);
  return both;
}

PyObject *choice_good(PyObject *self, PyObject *arg) {
  PyObject *color = PyLong_FromLong(version.color);
  Py_ssize_t size = Py_SIZE(color);
  Py_DECREF(color);
  return PyLong_FromSsize_t(size);
}

PyObject *tested_good(PyObject *self, PyObject *arg) {
  long number = PyLong_AsLong(arg);
  if (number < 0 || number > 100)
    return NULL;
  PyObject *again = PyLong_FromLong(number);
  Py_ssize_t size = Py_SIZE(again);
  Py_DECREF(again);
  return PyLong_FromSsize_t(size);
}

PyObject *large_bad(PyObject *self, PyObject *arg) {
  PyObject *size = PyLong_FromLong(version.size);
  Py_ssize_t digits = Py_SIZE(size);
  // NULL-RESULT: 'size' may be NULL here
  Py_DECREF(size);
  return PyLong_FromSsize_t(digits);
}

PyObject *signed_bad(PyObject *self, PyObject *arg) {
  PyObject *change = PyLong_FromLong(version.change);
  Py_ssize_t digits = Py_SIZE(change);
  // NULL-RESULT: 'change' may be NULL here
  Py_DECREF(change);
  return PyLong_FromSsize_t(digits);
}

PyObject *turns_bad(PyObject *self, PyObject *list) {
  for (int i = 0; i < 1000; i++) {
    PyObject *number = PyLong_FromLong(i);
    Py_ssize_t digits = Py_SIZE(number);
    // NULL-RESULT: 'number' may be NULL here
    Py_DECREF(number);
    if (digits > 1)
      break;
  }
  Py_RETURN_NONE;
}

PyObject *untested_bad(PyObject *self, PyObject *arg) {
  long number = PyLong_AsLong(arg);
  if (number > 100)
    return NULL;
  PyObject *again = PyLong_FromLong(number);
  Py_ssize_t size = Py_SIZE(again);
  // NULL-RESULT: 'again' may be NULL here
  Py_DECREF(again);
  return PyLong_FromSsize_t(size);
}
