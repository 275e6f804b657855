// RUN: %check_all_hosts %s
// RUNTIME: bad=size_bad:over good=size_good args=(1, 2)
// RUNTIME: bad=call_bad:over good=call_good call=o args=(3,)
// RUNTIME: bad=alias_bad:over good=alias_good args=(1, 2)
// RUNTIME: bad=loop_bad:over good=loop_good args=(1, 2)
// Pattern: U06
// One reference is released twice without any label: in a row, after the normal
// path already did it, in two branches, through two names.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *size_bad(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  Py_ssize_t size = PyList_Size(list);
  Py_DECREF(list);
  PyObject *result = PyLong_FromSsize_t(size);
  if (result == NULL)
    return NULL;
  Py_DECREF(list);
  // OVERRELEASE: ... 'list'
  return result;
}

static PyObject *size_good(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  Py_ssize_t size = PyList_Size(list);
  Py_DECREF(list);
  return PyLong_FromSsize_t(size);
}

// Released before the check of the result, and by the error path as well.
static PyObject *call_bad(PyObject *self, PyObject *arg) {
  PyObject *arguments = PyTuple_New(0);
  if (arguments == NULL)
    return NULL;
  PyObject *result = PyObject_Call(arg, arguments, NULL);
  Py_DECREF(arguments);
  if (result == NULL) {
    Py_DECREF(arguments);
    // OVERRELEASE: ... 'arguments'
    return NULL;
  }
  return result;
}

static PyObject *call_good(PyObject *self, PyObject *arg) {
  PyObject *arguments = PyTuple_New(0);
  if (arguments == NULL)
    return NULL;
  PyObject *result = PyObject_Call(arg, arguments, NULL);
  Py_DECREF(arguments);
  return result;
}

// Two names, one reference.
static PyObject *alias_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  PyObject *scope = dict;
  int failed = PyDict_SetItemString(scope, "args", args) < 0;
  Py_DECREF(dict);
  Py_DECREF(scope);
  // OVERRELEASE: ... 'scope'
  if (failed)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *alias_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  PyObject *scope = Py_NewRef(dict);
  int failed = PyDict_SetItemString(scope, "args", args) < 0;
  Py_DECREF(dict);
  Py_DECREF(scope);
  if (failed)
    return NULL;
  Py_RETURN_NONE;
}

// The reference made before the loop is released in every turn.
static PyObject *loop_bad(PyObject *self, PyObject *args) {
  PyObject *zero = PyLong_FromLong(0);
  if (zero == NULL)
    return NULL;
  Py_ssize_t i = 0;
  do {
    Py_DECREF(zero);
    // OVERRELEASE: ... 'zero'
    i++;
  } while (i < PyTuple_GET_SIZE(args));
  Py_RETURN_NONE;
}

static PyObject *loop_good(PyObject *self, PyObject *args) {
  PyObject *zero = PyLong_FromLong(0);
  if (zero == NULL)
    return NULL;
  Py_ssize_t i = 0;
  do {
    Py_INCREF(zero);
    Py_DECREF(zero);
    i++;
  } while (i < PyTuple_GET_SIZE(args));
  Py_DECREF(zero);
  Py_RETURN_NONE;
}
