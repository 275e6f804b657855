// RUN: %check_all_hosts %s
// RUNTIME: bad=decref_bad:crash good=decref_good
// RUNTIME: bad=label_bad:crash good=label_good
// Pattern: U23
// Py_INCREF and Py_DECREF do not test for NULL; on these paths the object is
// known to be NULL.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *decref_bad(PyObject *self, PyObject *args) {
  PyObject *number = PyObject_GetAttrString(args, "number");
  if (number == NULL) {
    Py_DECREF(number);
    // NULL-RESULT: 'number'
    return NULL;
  }
  return number;
}

static PyObject *decref_good(PyObject *self, PyObject *args) {
  PyObject *number = PyObject_GetAttrString(args, "number");
  if (number == NULL) {
    Py_XDECREF(number);
    return NULL;
  }
  return number;
}

// The label is reached before the variable was given a value.
static PyObject *label_bad(PyObject *self, PyObject *args) {
  PyObject *first = NULL, *second = NULL, *result = NULL;
  first = PyObject_GetAttrString(args, "__class__");
  if (first == NULL)
    return NULL;
  second = PyObject_GetAttrString(args, "second");
  if (second == NULL)
    goto done;
  result = PyNumber_Add(first, second);
done:
  Py_DECREF(first);
  Py_DECREF(second);
  // NULL-RESULT: 'second'
  return result;
}

static PyObject *label_good(PyObject *self, PyObject *args) {
  PyObject *first = NULL, *second = NULL, *result = NULL;
  first = PyObject_GetAttrString(args, "__class__");
  if (first == NULL)
    return NULL;
  second = PyObject_GetAttrString(args, "second");
  if (second == NULL)
    goto done;
  result = PyNumber_Add(first, second);
done:
  Py_DECREF(first);
  Py_XDECREF(second);
  return result;
}
