// RUN: %check_all_hosts %s
// RUNTIME: bad=replace_bad:leak,null_bad:leak,reuse_bad:leak
//     good=replace_good,null_good,setref_good,moved_good args=(1.5,)
// RUNTIME: good=replace_good,null_good,setref_good,moved_good args=('',)
// Pattern: L09
// A variable that owns a reference is assigned to.

#include <Python.h>

static PyObject *replace_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyNumber_Float(PyTuple_GET_ITEM(args, 0));
  if (value == NULL)
    return NULL;
  value = PyNumber_Negative(value);
  // LEAK: 'value'
  return value;
}

static PyObject *null_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Str(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  int shorter = PyUnicode_GetLength(text) < 10;
  text = NULL;
  // LEAK: 'text'
  return PyBool_FromLong(shorter);
}

static PyObject *reuse_bad(PyObject *self, PyObject *args) {
  PyObject *object = PyTuple_GET_ITEM(args, 0);
  PyObject *part = PyObject_GetAttrString(object, "real");
  if (part == NULL)
    return NULL;
  double real = PyFloat_AsDouble(part);
  part = PyObject_GetAttrString(object, "imag");
  // LEAK: 'part'
  if (part == NULL)
    return NULL;
  double imag = PyFloat_AsDouble(part);
  Py_DECREF(part);
  return PyComplex_FromDoubles(real, imag);
}

static PyObject *replace_good(PyObject *self, PyObject *args) {
  PyObject *value = PyNumber_Float(PyTuple_GET_ITEM(args, 0));
  if (value == NULL)
    return NULL;
  PyObject *old = value;
  value = PyNumber_Negative(old);
  Py_DECREF(old);
  return value;
}

static PyObject *null_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Str(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  int shorter = PyUnicode_GetLength(text) < 10;
  Py_DECREF(text);
  text = NULL;
  return PyBool_FromLong(shorter);
}

static PyObject *setref_good(PyObject *self, PyObject *args) {
  PyObject *value = PyNumber_Float(PyTuple_GET_ITEM(args, 0));
  if (value == NULL)
    return NULL;
  Py_SETREF(value, PyNumber_Negative(value));
  return value;
}

static PyObject *moved_good(PyObject *self, PyObject *args) {
  PyObject *value = PyNumber_Float(PyTuple_GET_ITEM(args, 0));
  PyObject *result = value;
  value = NULL;
  Py_XDECREF(value);
  return result;
}
