// RUN: %check_all_hosts %s
// RUNTIME: good=set_callback,call_callback args=(str,)
// RUNTIME: good=set_callback args=(3,)
// RUNTIME: good=call_callback args=(None,)
// RUNTIME: good=guarded args=(str,)
// Pattern: idiom
// A callback is kept in a static variable and called later, with a reference
// that keeps it alive during the call.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *callback = NULL;

static PyObject *set_callback(PyObject *self, PyObject *args) {
  PyObject *result = NULL;
  PyObject *temp;
  if (PyArg_ParseTuple(args, "O:set_callback", &temp)) {
    if (!PyCallable_Check(temp)) {
      PyErr_SetString(PyExc_TypeError, "parameter must be callable");
      return NULL;
    }
    PyObject *old = callback;
    Py_XINCREF(temp);
    callback = temp;
    Py_XDECREF(old);
    Py_INCREF(Py_None);
    result = Py_None;
  }
  return result;
}

static PyObject *call_callback(PyObject *self, PyObject *args) {
  if (callback == NULL)
    Py_RETURN_NONE;
  PyObject *function = callback;
  Py_INCREF(function);
  PyObject *arglist = Py_BuildValue("(i)", 123);
  if (arglist == NULL) {
    Py_DECREF(function);
    return NULL;
  }
  PyObject *result = PyObject_CallObject(function, arglist);
  Py_DECREF(arglist);
  Py_DECREF(function);
  return result;
}

// The argument is protected in the same way, while other threads run.
// clang-format off
static PyObject *guarded(PyObject *self, PyObject *args) {
  PyObject *function = PyTuple_GET_ITEM(args, 0);
  long n = 0;
  Py_INCREF(function);
  Py_BEGIN_ALLOW_THREADS
  for (int i = 0; i < 10; i++)
    n += i;
  Py_END_ALLOW_THREADS
  PyObject *result = PyObject_CallFunction(function, "l", n);
  Py_DECREF(function);
  return result;
}
// clang-format on
