// RUN: %check_all_hosts %s
// RUNTIME: good=lookup args=({'k': object()}, 'k')
// RUNTIME: good=lookup args=({}, 'k')
// RUNTIME: good=text args=('x',)
// RUNTIME: good=text args=(3,)
// RUNTIME: good=text,bytes args=(b'x',)
// RUNTIME: good=bytes args=('x',)
// RUNTIME: good=merged args=(object(),)
// RUNTIME: good=merged args=()
// Pattern: idiom
// Borrowed on one arm, new on the other: Py_INCREF or Py_XINCREF makes the two
// alike before they meet, or a second variable owns what is new.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *lookup(PyObject *self, PyObject *args) {
  PyObject *dict, *key, *value;
  if (!PyArg_ParseTuple(args, "O!O", &PyDict_Type, &dict, &key))
    return NULL;
  value = PyDict_GetItemWithError(dict, key);
  if (value != NULL) {
    Py_INCREF(value);
  } else {
    if (PyErr_Occurred())
      return NULL;
    value = PyList_New(0);
    if (value == NULL)
      return NULL;
  }
  PyObject *result = PyObject_Repr(value);
  Py_DECREF(value);
  return result;
}

static PyObject *text(PyObject *self, PyObject *args) {
  PyObject *object = PyTuple_GET_ITEM(args, 0), *text;
  if (PyUnicode_Check(object)) {
    text = object;
    Py_INCREF(text);
  } else if (PyBytes_Check(object)) {
    text = PyUnicode_FromEncodedObject(object, "utf-8", "strict");
  } else {
    text = PyObject_Str(object);
  }
  if (text == NULL)
    return NULL;
  Py_ssize_t length = PyUnicode_GetLength(text);
  Py_DECREF(text);
  return PyLong_FromSsize_t(length);
}

// `temporary` is NULL unless something had to be made.
static PyObject *bytes(PyObject *self, PyObject *args) {
  PyObject *object = PyTuple_GET_ITEM(args, 0), *temporary = NULL;
  if (PyUnicode_Check(object)) {
    temporary = PyUnicode_AsUTF8String(object);
    if (temporary == NULL)
      return NULL;
    object = temporary;
  }
  PyObject *result = PyObject_Repr(object);
  Py_XDECREF(temporary);
  return result;
}

static PyObject *merged(PyObject *self, PyObject *args) {
  PyObject *option = NULL;
  if (!PyArg_ParseTuple(args, "|O", &option))
    return NULL;
  Py_XINCREF(option);
  if (option == NULL) {
    option = PyDict_New();
    if (option == NULL)
      return NULL;
  }
  return option;
}
