// RUN: %check_all_hosts %s
// RUNTIME: good=first_good,power_good,loop_good call=o args=([2, 3],)
// RUNTIME: good=first_good,power_good,loop_good call=o args=(5,)
// Pattern: S17
// One question for the exception after several calls, macros among them, tells
// that none of them returned NULL.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// PySequence_ITEM asserts that it gets a sequence.
#define ITEM(o, i) PySequence_ITEM(o, i)

static PyObject *first_good(PyObject *self, PyObject *o) {
  if (!PyList_Check(o))
    Py_RETURN_NONE;
  PyObject *item = PySequence_ITEM(o, 0);
  if (PyErr_Occurred())
    return NULL;
  Py_ssize_t count = Py_REFCNT(item);
  Py_INCREF(item);
  Py_DECREF(item);
  Py_DECREF(item);
  return PyLong_FromSsize_t(count > 0);
}

static PyObject *power_good(PyObject *self, PyObject *o) {
  if (!PyList_Check(o))
    Py_RETURN_NONE;
  PyObject *base = ITEM(o, 0);
  PyObject *exponent = ITEM(o, 1);
  PyObject *result = NULL;
  if (!PyErr_Occurred())
    result = PyNumber_Power(base, exponent, Py_None);
  Py_XDECREF(base);
  Py_XDECREF(exponent);
  return result;
}

static PyObject *loop_good(PyObject *self, PyObject *o) {
  PyObject *items[2] = {NULL, NULL};
  PyObject *result = NULL;
  int i;
  if (!PyList_Check(o))
    Py_RETURN_NONE;
  for (i = 0; i < 2; ++i)
    items[i] = PySequence_ITEM(o, i);
  if (PyErr_Occurred())
    goto done;
  result = PyNumber_Add(items[0], items[1]);
done:
  for (i = 0; i < 2; ++i)
    Py_XDECREF(items[i]);
  return result;
}

// The exception is asked for too early.
static PyObject *power_bad(PyObject *self, PyObject *o) {
  PyObject *base = PySequence_ITEM(o, 0);
  if (PyErr_Occurred())
    return NULL;
  PyObject *exponent = PySequence_ITEM(o, 1);
  PyObject *result = PyNumber_Power(base, exponent, Py_None);
  // NULL-RESULT: 'exponent'
  Py_DECREF(base);
  Py_DECREF(exponent);
  return result;
}

static PyObject *first_bad(PyObject *self, PyObject *o) {
  PyObject *item = PySequence_ITEM(o, 0);
  PyObject *next = PyNumber_Add(item, item);
  // NULL-RESULT: 'item'
  if (PyErr_Occurred()) {
    Py_DECREF(item);
    return NULL;
  }
  Py_DECREF(item);
  return next;
}
