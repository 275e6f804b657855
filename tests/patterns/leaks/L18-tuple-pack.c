// RUN: %check_all_hosts %s
// RUNTIME: bad=temporary_bad:leak,variable_bad:leak good=variable_good,build_good,borrowed_good
//     args=(1.5,)
// RUNTIME: good=variable_good fail=PyTuple_Pack args=(1.5,)
// Pattern: L18
// PyTuple_Pack takes references of its own.

#include <Python.h>

static PyObject *temporary_bad(PyObject *self, PyObject *args) {
  PyObject *object = PyTuple_GET_ITEM(args, 0);
  return PyTuple_Pack(2, object, PyLong_FromLong(123456));
  // LEAK: 'PyLong_FromLong'
}

static PyObject *variable_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  return PyTuple_Pack(1, text);
  // LEAK: 'text'
}

static PyObject *variable_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  PyObject *tuple = PyTuple_Pack(1, text);
  Py_DECREF(text);
  return tuple;
}

static PyObject *build_good(PyObject *self, PyObject *args) {
  PyObject *object = PyTuple_GET_ITEM(args, 0);
  return Py_BuildValue("(ON)", object, PyLong_FromLong(123456));
}

static PyObject *borrowed_good(PyObject *self, PyObject *args) {
  return PyTuple_Pack(3, PyTuple_GET_ITEM(args, 0), Py_None, self);
}
