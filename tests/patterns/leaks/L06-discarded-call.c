// RUN: %check_all_hosts %s
// RUNTIME: bad=flush_bad:leak,notify_bad:leak,method_bad:leak args=(list,)
// RUNTIME: bad=void_bad:leak,no_args_bad:leak,one_arg_bad:leak args=(list,)
// RUNTIME: good=flush_good,notify_good,checked_good,xdecref_good,returned_good args=(list,)
// RUNTIME: good=flush_good,notify_good,checked_good,xdecref_good,returned_good args=(1,)
// Pattern: L06
// The result of a call is a new reference even when nobody looks at it.

#include <Python.h>

static PyObject *flush_bad(PyObject *self, PyObject *args) {
  PyObject *callback = PyTuple_GET_ITEM(args, 0);
  PyObject_CallObject(callback, NULL);
  // LEAK: 'PyObject_CallObject'
  Py_RETURN_NONE;
}

static PyObject *notify_bad(PyObject *self, PyObject *args) {
  PyObject *callback = PyTuple_GET_ITEM(args, 0);
  if (PyObject_CallFunction(callback, "()") == NULL)
    // LEAK: 'PyObject_CallFunction'
    PyErr_Clear();
  return PyObject_CallObject(callback, NULL);
}

static PyObject *method_bad(PyObject *self, PyObject *args) {
  PyObject *type = PyTuple_GET_ITEM(args, 0);
  (void)PyObject_CallMethod(type, "mro", NULL);
  // LEAK: 'PyObject_CallMethod'
  PyErr_Clear();
  Py_RETURN_NONE;
}

static PyObject *void_bad(PyObject *self, PyObject *args) {
  PyObject *callback = PyTuple_GET_ITEM(args, 0);
  PyObject *result = PyObject_CallFunctionObjArgs(callback, NULL);
  (void)result;
  PyErr_Clear();
  Py_RETURN_NONE;
  // LEAK: 'result'
}

static PyObject *no_args_bad(PyObject *self, PyObject *args) {
  if (!PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 0)))
    // LEAK: 'PyObject_CallNoArgs'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *one_arg_bad(PyObject *self, PyObject *args) {
  int called = PyObject_CallOneArg(PyTuple_GET_ITEM(args, 0), args) != NULL;
  // LEAK: 'PyObject_CallOneArg'
  return PyBool_FromLong(called);
}

static PyObject *flush_good(PyObject *self, PyObject *args) {
  PyObject *callback = PyTuple_GET_ITEM(args, 0);
  Py_XDECREF(PyObject_CallObject(callback, NULL));
  if (PyErr_Occurred())
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *notify_good(PyObject *self, PyObject *args) {
  PyObject *callback = PyTuple_GET_ITEM(args, 0);
  PyObject *result = PyObject_CallFunction(callback, "()");
  if (result == NULL)
    PyErr_Clear();
  else
    Py_DECREF(result);
  Py_RETURN_NONE;
}

static PyObject *checked_good(PyObject *self, PyObject *args) {
  PyObject *result = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 0));
  if (!result)
    return NULL;
  Py_DECREF(result);
  Py_RETURN_NONE;
}

static PyObject *xdecref_good(PyObject *self, PyObject *args) {
  PyObject *result =
      PyObject_CallFunctionObjArgs(PyTuple_GET_ITEM(args, 0), NULL);
  Py_XDECREF(result);
  if (PyErr_Occurred())
    PyErr_Clear();
  Py_RETURN_NONE;
}

static PyObject *returned_good(PyObject *self, PyObject *args) {
  return PyObject_CallObject(PyTuple_GET_ITEM(args, 0), NULL);
}
