// RUN: %check_all_hosts %s
// RUNTIME: bad=fallback_bad:over good=fallback_good args=({}, 'k', object())
// RUNTIME: bad=identity_bad:over good=identity_good call=o args=(123456,)
// RUNTIME: bad=largest_bad:over good=largest_good call=fastcall args=(1.5, 2.5)
// Pattern: U02
// The arguments of a method are its caller's: to return one takes a reference
// of its own.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *fallback_bad(PyObject *self, PyObject *args) {
  PyObject *dict, *key, *fallback = Py_None;
  if (!PyArg_ParseTuple(args, "O!O|O", &PyDict_Type, &dict, &key, &fallback))
    return NULL;
  PyObject *value = PyObject_GetItem(dict, key);
  if (value == NULL) {
    if (!PyErr_ExceptionMatches(PyExc_KeyError))
      return NULL;
    PyErr_Clear();
    return fallback;
    // RETURN-BORROWED: 'fallback'
  }
  return value;
}

static PyObject *fallback_good(PyObject *self, PyObject *args) {
  PyObject *dict, *key, *fallback = Py_None;
  if (!PyArg_ParseTuple(args, "O!O|O", &PyDict_Type, &dict, &key, &fallback))
    return NULL;
  PyObject *value = PyObject_GetItem(dict, key);
  if (value == NULL) {
    if (!PyErr_ExceptionMatches(PyExc_KeyError))
      return NULL;
    PyErr_Clear();
    Py_INCREF(fallback);
    return fallback;
  }
  return value;
}

// METH_O: the argument itself.
static PyObject *identity_bad(PyObject *self, PyObject *arg) {
  if (PyLong_CheckExact(arg))
    return arg;
  // RETURN-BORROWED: 'arg'
  return PyNumber_Long(arg);
}

static PyObject *identity_good(PyObject *self, PyObject *arg) {
  if (PyLong_CheckExact(arg)) {
    Py_INCREF(arg);
    return arg;
  }
  return PyNumber_Long(arg);
}

// METH_FASTCALL: an element of the vector.
static PyObject *largest_bad(PyObject *self, PyObject *const *args,
                             Py_ssize_t nargs) {
  if (nargs < 1) {
    PyErr_SetString(PyExc_TypeError, "at least one argument expected");
    return NULL;
  }
  PyObject *best = args[0];
  for (Py_ssize_t i = 1; i < nargs; i++) {
    int greater = PyObject_RichCompareBool(args[i], best, Py_GT);
    if (greater < 0)
      return NULL;
    if (greater)
      best = args[i];
  }
  return best;
  // RETURN-BORROWED: 'best'
}

static PyObject *largest_good(PyObject *self, PyObject *const *args,
                              Py_ssize_t nargs) {
  if (nargs < 1) {
    PyErr_SetString(PyExc_TypeError, "at least one argument expected");
    return NULL;
  }
  PyObject *best = args[0];
  for (Py_ssize_t i = 1; i < nargs; i++) {
    int greater = PyObject_RichCompareBool(args[i], best, Py_GT);
    if (greater < 0)
      return NULL;
    if (greater)
      best = args[i];
  }
  return Py_NewRef(best);
}

PyMethodDef argument_methods[] = {
    {"fallback_bad", fallback_bad, METH_VARARGS, NULL},
    {"fallback_good", fallback_good, METH_VARARGS, NULL},
    {"identity_bad", identity_bad, METH_O, NULL},
    {"identity_good", identity_good, METH_O, NULL},
    {"largest_bad", (PyCFunction)(void (*)(void))largest_bad, METH_FASTCALL,
     NULL},
    {"largest_good", (PyCFunction)(void (*)(void))largest_good, METH_FASTCALL,
     NULL},
    {NULL, NULL, 0, NULL}};
