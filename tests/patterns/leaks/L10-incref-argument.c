// RUN: %check_all_hosts %s
// RUNTIME: bad=keep_bad:leak,error_bad:leak good=keep_good,error_good args=('text',)
// RUNTIME: bad=both_bad:leak good=both_good args=('a', 'b')
// RUNTIME: good=keep_good,error_good,error_bad args=(1.5,)
// Pattern: L10
// A reference added to an argument is this function's to give back.

#include <Python.h>

static PyObject *keep_bad(PyObject *self, PyObject *args) {
  PyObject *object;
  if (!PyArg_ParseTuple(args, "O", &object))
    return NULL;
  Py_INCREF(object);
  return PyBool_FromLong(PyFloat_Check(object));
  // LEAK: 'object'
}

static PyObject *error_bad(PyObject *self, PyObject *args) {
  PyObject *object = Py_NewRef(PyTuple_GET_ITEM(args, 0));
  if (!PyFloat_Check(object)) {
    PyErr_SetString(PyExc_TypeError, "a float is required");
    return NULL;
    // LEAK: 'object'
  }
  return object;
}

static PyObject *keep_good(PyObject *self, PyObject *args) {
  PyObject *object;
  if (!PyArg_ParseTuple(args, "O", &object))
    return NULL;
  Py_INCREF(object);
  int is_float = PyFloat_Check(object);
  Py_DECREF(object);
  return PyBool_FromLong(is_float);
}

static PyObject *error_good(PyObject *self, PyObject *args) {
  PyObject *object = Py_NewRef(PyTuple_GET_ITEM(args, 0));
  if (!PyFloat_Check(object)) {
    Py_DECREF(object);
    PyErr_SetString(PyExc_TypeError, "a float is required");
    return NULL;
  }
  return object;
}

// Two references, two leaks: each is told by what added it.
static PyObject *both_bad(PyObject *self, PyObject *args) {
  PyObject *first, *second;
  if (!PyArg_ParseTuple(args, "OO", &first, &second))
    return NULL;
  Py_INCREF(first);
  Py_INCREF(second);
  Py_RETURN_NONE;
  // LEAK: 'first': the reference added by 'Py_INCREF'
  // LEAK: 'second': the reference added by 'Py_INCREF'
}

static PyObject *both_good(PyObject *self, PyObject *args) {
  PyObject *first, *second;
  if (!PyArg_ParseTuple(args, "OO", &first, &second))
    return NULL;
  Py_INCREF(first);
  Py_INCREF(second);
  PyObject *joined = PyUnicode_Concat(first, second);
  Py_DECREF(second);
  Py_DECREF(first);
  return joined;
}
