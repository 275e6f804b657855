// RUN: %check_all_hosts %s
// RUNTIME: good=convert_good,chained_good,enum_good call=o args=(5,)
// RUNTIME: good=convert_good,chained_good,enum_good call=o args=('x',)
// RUNTIME: bad=convert_bad:leak call=o args=(5,)
// Pattern: S06
// A helper that tells by a number which of its outcomes it was: `*handled = 0`
// goes with NULL.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

enum status { DONE, FAILED, NOT_MINE };

static PyObject *basic(PyObject *o, int *handled) {
  *handled = 1;
  if (PyLong_CheckExact(o))
    return PyNumber_Negative(o);
  if (PyFloat_CheckExact(o))
    return PyNumber_Absolute(o);
  *handled = 0;
  return NULL;
}

static PyObject *special(PyObject *o, enum status *status) {
  if (!PyUnicode_Check(o)) {
    *status = NOT_MINE;
    return NULL;
  }
  PyObject *text = PyUnicode_FromFormat("<%U>", o);
  *status = text ? DONE : FAILED;
  return text;
}

static PyObject *convert_good(PyObject *self, PyObject *o) {
  int handled;
  PyObject *result = basic(o, &handled);
  if (handled)
    return result;
  result = PyObject_Str(o);
  return result;
}

static PyObject *chained_good(PyObject *self, PyObject *o) {
  int handled = -1;
  PyObject *result = basic(o, &handled);
  if (!handled)
    result = PyObject_Repr(o);
  return result;
}

static PyObject *enum_good(PyObject *self, PyObject *o) {
  enum status status;
  PyObject *result = special(o, &status);
  switch (status) {
  case DONE:
    return result;
  case FAILED:
    return NULL;
  default:
    result = PyObject_Str(o);
    return result;
  }
}

// It is the other way round.
static PyObject *convert_bad(PyObject *self, PyObject *o) {
  int handled;
  PyObject *result = basic(o, &handled);
  if (!handled)
    return PyObject_Str(o);
  result = PyObject_Str(o);
  // LEAK: 'result'
  return result;
}

static PyObject *enum_bad(PyObject *self, PyObject *o) {
  enum status status;
  PyObject *result = special(o, &status);
  if (status == DONE)
    Py_RETURN_NONE;
  // LEAK@-1: 'result'
  return result;
}
