// RUN: %check_all_hosts %s
// RUNTIME: bad=unreleased_bad:leak
//     good=checked_good,swapped_good,cleared_good args=(len,)
// RUNTIME: good=checked_good,swapped_good,cleared_good args=(str,)
// Pattern: S06
// A helper asks whether an exception is set, and its result says so: an object
// that comes without one is there.

#include <Python.h>

static int check(const char *name) {
  if (PyErr_Occurred()) {
    PyErr_Clear();
    return -1;
  }
  return 0;
}

// One is none, the other way around.
static int is_fine(void) {
  PyObject *type, *value, *traceback;
  if (!PyErr_Occurred())
    return 1;
  PyErr_Fetch(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  return 0;
}

static PyObject *checked_good(PyObject *self, PyObject *args) {
  PyObject *result = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 0));
  if (check("hook") == -1)
    Py_RETURN_FALSE;
  Py_DECREF(result);
  Py_RETURN_TRUE;
}

static PyObject *swapped_good(PyObject *self, PyObject *args) {
  PyObject *hook = PyTuple_Pack(1, PyTuple_GET_ITEM(args, 0));
  if (hook == NULL)
    return NULL;
  PyObject *result = PyObject_CallNoArgs(PyTuple_GET_ITEM(hook, 0));
  Py_DECREF(hook);
  if (!is_fine())
    Py_RETURN_FALSE;
  Py_DECREF(result);
  Py_RETURN_TRUE;
}

// Where one is set, there is no object to release.
static PyObject *cleared_good(PyObject *self, PyObject *args) {
  PyErr_Clear();
  PyObject *result = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 0));
  if (check("hook") < 0)
    Py_RETURN_FALSE;
  int truth = result == Py_True;
  Py_DECREF(result);
  return PyBool_FromLong(truth);
}

static PyObject *unreleased_bad(PyObject *self, PyObject *args) {
  PyObject *result = PyObject_Str(PyTuple_GET_ITEM(args, 0));
  if (check("hook") == -1)
    Py_RETURN_FALSE;
  return PyBool_FromLong(PyUnicode_GetLength(result) > 0);
  // LEAK: 'result'
}

// Nobody looks at the answer.
static PyObject *unasked_bad(PyObject *self, PyObject *args) {
  PyObject *result = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 0));
  check("hook");
  Py_DECREF(result);
  // NULL-RESULT: 'result'
  Py_RETURN_TRUE;
}
