// RUN: %check_all_hosts %s
// RUNTIME: bad=head_bad:over good=head_good args=(object(),)
// RUNTIME: bad=nested_bad:over good=nested_good args=(object(),)
// RUNTIME: bad=compare_bad:over good=compare_good args=(1, 2.5)
// Pattern: U01
// An item of a tuple is borrowed from the tuple, whether a function or a macro
// reads it, and whether it went through a variable or not.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *head_bad(PyObject *self, PyObject *args) {
  PyObject *head = PyTuple_GetItem(args, 0);
  if (head == NULL)
    return NULL;
  PyObject *result = PyObject_Str(head);
  Py_DECREF(head);
  // OVERRELEASE: ... 'head'
  return result;
}

static PyObject *head_good(PyObject *self, PyObject *args) {
  PyObject *head = PyTuple_GetItem(args, 0);
  if (head == NULL)
    return NULL;
  return PyObject_Str(head);
}

static PyObject *nested_bad(PyObject *self, PyObject *args) {
  if (PyTuple_GET_SIZE(args) < 1) {
    PyErr_SetString(PyExc_TypeError, "one argument expected");
    return NULL;
  }
  PyObject *result = PyObject_Str(PyTuple_GET_ITEM(args, 0));
  Py_DECREF(PyTuple_GET_ITEM(args, 0));
  // OVERRELEASE: ... 'PyTuple_GET_ITEM'
  return result;
}

static PyObject *nested_good(PyObject *self, PyObject *args) {
  if (PyTuple_GET_SIZE(args) < 1) {
    PyErr_SetString(PyExc_TypeError, "one argument expected");
    return NULL;
  }
  Py_INCREF(PyTuple_GET_ITEM(args, 0));
  PyObject *result = PyObject_Str(PyTuple_GET_ITEM(args, 0));
  Py_DECREF(PyTuple_GET_ITEM(args, 0));
  return result;
}

// The label releases everything, the borrowed item as well as the number that
// was made here.
static PyObject *compare_bad(PyObject *self, PyObject *args) {
  PyObject *left = NULL, *right = NULL, *result = NULL;
  if (PyTuple_GET_SIZE(args) != 2) {
    PyErr_SetString(PyExc_TypeError, "two arguments expected");
    goto done;
  }
  left = PyTuple_GET_ITEM(args, 0);
  right = PyNumber_Long(PyTuple_GET_ITEM(args, 1));
  if (right == NULL)
    goto done;
  result = PyObject_RichCompare(left, right, Py_LT);
done:
  Py_XDECREF(left);
  // OVERRELEASE: ... 'left'
  Py_XDECREF(right);
  return result;
}

static PyObject *compare_good(PyObject *self, PyObject *args) {
  PyObject *left = NULL, *right = NULL, *result = NULL;
  if (PyTuple_GET_SIZE(args) != 2) {
    PyErr_SetString(PyExc_TypeError, "two arguments expected");
    goto done;
  }
  left = PyTuple_GET_ITEM(args, 0);
  Py_INCREF(left);
  right = PyNumber_Long(PyTuple_GET_ITEM(args, 1));
  if (right == NULL)
    goto done;
  result = PyObject_RichCompare(left, right, Py_LT);
done:
  Py_XDECREF(left);
  Py_XDECREF(right);
  return result;
}
