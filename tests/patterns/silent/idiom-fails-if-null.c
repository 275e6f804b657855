// RUN: %check_all_hosts %s
// RUNTIME: good=pair_good,nested_good,number_good,method_good call=o args=([(1, 2), 3],)
// RUNTIME: good=pair_good,nested_good,number_good,method_good call=o args=([3],)
// RUNTIME: good=pair_good,nested_good,number_good,method_good call=o args=([],)
// RUNTIME: bad=ignored_bad:crash,number_bad:crash call=o args=([],)
// Pattern: U23
// A call that fails if it gets NULL and succeeds shows that it got an object; so
// does a helper that hands its argument to such a call.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static int number_at(PyObject *o, Py_ssize_t i, long *number) {
  int result = 0;
  PyObject *item = PySequence_GetItem(o, i);
  if (item) {
    result = PyLong_Check(item);
    if (result)
      *number = PyLong_AsLong(item);
    Py_DECREF(item);
  }
  return result;
}

static int is_small(PyObject *pair, long *number) {
  if (!number_at(pair, 1, number))
    return -1;
  return *number < 10;
}

static PyObject *pair_good(PyObject *self, PyObject *o) {
  long first, second;
  PyObject *pair = PySequence_GetItem(o, 0);
  if (!number_at(pair, 0, &first)) {
    Py_XDECREF(pair);
    return NULL;
  }
  if (!number_at(pair, 1, &second)) {
    Py_XDECREF(pair);
    return NULL;
  }
  Py_DECREF(pair);
  return PyLong_FromLong(first + second);
}

// By way of another helper.
static PyObject *nested_good(PyObject *self, PyObject *o) {
  long number;
  PyObject *pair = PySequence_GetItem(o, 0);
  const int small = is_small(pair, &number);
  if (small < 0) {
    Py_XDECREF(pair);
    return NULL;
  }
  Py_DECREF(pair);
  return PyLong_FromLong(small);
}

static PyObject *number_good(PyObject *self, PyObject *o) {
  PyObject *item = PySequence_GetItem(o, 0);
  PyObject *number = PyNumber_Negative(item);
  if (number == NULL) {
    Py_XDECREF(item);
    return NULL;
  }
  Py_DECREF(item);
  return number;
}

static PyObject *method_good(PyObject *self, PyObject *o) {
  PyObject *item = PySequence_GetItem(o, 0);
  PyObject *result = PyObject_CallMethod(item, "count", "i", 1);
  if (result != NULL)
    Py_DECREF(item);
  else
    Py_XDECREF(item);
  return result;
}

// Nobody asks whether the helper succeeded.
static PyObject *ignored_bad(PyObject *self, PyObject *o) {
  long first = 0;
  PyObject *pair = PySequence_GetItem(o, 0);
  number_at(pair, 0, &first);
  Py_DECREF(pair);
  // NULL-RESULT: 'pair'
  return PyLong_FromLong(first);
}

// NULL makes the call fail: it is NULL just there.
static PyObject *number_bad(PyObject *self, PyObject *o) {
  PyObject *item = PySequence_GetItem(o, 0);
  PyObject *number = PyNumber_Negative(item);
  if (number == NULL) {
    Py_DECREF(item);
    // NULL-RESULT: 'item'
    return NULL;
  }
  Py_DECREF(item);
  return number;
}
