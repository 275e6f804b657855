// RUN: %check_all_hosts %s
// RUNTIME: none (the other file is not there)
// Pattern: S03
// `return finish(x)`: what a function of another file returns may be the argument
// that it was given. Where the function goes on with its result, it is not known to.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

extern PyObject *finish(PyObject *result);

static PyObject *finish_good(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  return finish(list);
}

static PyObject *finish_cast_good(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  return (PyObject *)(finish(list));
}

static PyObject *kept_bad(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  PyObject *finished = finish(list);
  if (finished == NULL)
    return NULL;
  // LEAK: 'list'
  Py_DECREF(list);
  return finished;
}

static PyObject *early_bad(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  if (PyList_GET_SIZE(list) == 0)
    return PyLong_FromLong(0);
  // LEAK: 'list'
  return finish(list);
}
