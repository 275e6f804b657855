// RUN: %check_all_hosts %s
// Pattern: S17
// An exception that is asked for after a call is that call's: it has returned
// nothing then. What only reads, or compares exceptions, does not change that.

#include <Python.h>

static PyObject *found_or_new_good(PyObject *self, PyObject *args) {
  PyObject *found;
  if (PyDict_CheckExact(self)) {
    found = PyDict_GetItemWithError(self, args);
    Py_XINCREF(found);
  } else {
    found = PyObject_GetItem(self, args);
    if (PyErr_ExceptionMatches(PyExc_KeyError))
      PyErr_Clear();
  }
  if (PyErr_Occurred())
    return NULL;
  if (found != NULL)
    return found;
  return PyList_New(0);
}

static PyObject *attribute_or_none_good(PyObject *self, PyObject *name) {
  PyObject *value = PyObject_GetAttr(self, name);
  if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
    PyErr_Clear();
    value = PyLong_FromLong(0);
  }
  return value;
}

static int is_stop(void) {
  return PyErr_ExceptionMatches(PyExc_StopIteration);
}

static PyObject *next_or_none_good(PyObject *self, PyObject *iterator) {
  PyObject *item = PyObject_CallMethod(iterator, "next", NULL);
  if (item == NULL && is_stop()) {
    PyErr_Clear();
    Py_RETURN_NONE;
  }
  if (PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_ValueError))
    return NULL;
  return item;
}

// The bad twins: another call can have set it, or it is not asked for at all.
static PyObject *found_bad(PyObject *self, PyObject *args) {
  PyObject *found = PyObject_GetItem(self, args);
  if (found == NULL)
    return NULL;
  PyObject_SetItem(self, args, Py_None);
  if (PyErr_ExceptionMatches(PyExc_KeyError))
    return NULL;
  // LEAK@-1: 'found'
  return found;
}

static PyObject *number_bad(PyObject *self, PyObject *args) {
  PyObject *found = PyObject_GetItem(self, args);
  if (found == NULL)
    return NULL;
  long number = PyLong_AsLong(args);
  if (PyErr_Occurred())
    return NULL;
  // LEAK@-1: 'found'
  return PyLong_FromLong(number + (found == args));
}

static PyObject *cleared_bad(PyObject *self, PyObject *args) {
  PyObject *found = PyObject_GetItem(self, args);
  PyErr_Clear();
  if (PyErr_Occurred())
    return NULL;
  Py_INCREF(found);
  // NULL-RESULT@-1: 'found'
  Py_DECREF(found);
  return found;
}
