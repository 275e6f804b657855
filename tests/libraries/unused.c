// RUN: %check_all_hosts %s
// Without the library's header, a function of the same name is anybody's: it
// follows the convention.

#include <Python.h>


// numpy's function of this name steals.
PyObject *PyArray_EnsureArray(PyObject *object);

static PyObject *own_good(PyObject *self, PyObject *arg) {
  PyObject *list = PySequence_List(arg);
  if (list == NULL)
    return NULL;
  PyObject *result = PyArray_EnsureArray(list);
  Py_DECREF(list);
  return result;
}

static PyObject *own_bad(PyObject *self, PyObject *arg) {
  PyObject *list = PySequence_List(arg);
  if (list == NULL)
    return NULL;
  return PyArray_EnsureArray(list);
  // LEAK: 'list'
}
