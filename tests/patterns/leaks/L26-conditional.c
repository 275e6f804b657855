// RUN: %check_all_hosts %s
// RUNTIME: bad=one_arm_bad:leak good=one_arm_good,temporary_good,flag_good args=('text',)
// RUNTIME: bad=flag_bad:leak good=one_arm_bad,one_arm_good,temporary_good,flag_good args=(123456,)
// Pattern: L26
// One arm adds a reference to an argument, the other makes an object: what follows
// owns a reference in both cases, and releases it in one.

#include <Python.h>

static PyObject *one_arm_bad(PyObject *self, PyObject *args) {
  PyObject *object = PyTuple_GET_ITEM(args, 0);
  PyObject *text;
  int is_text = PyUnicode_Check(object);
  if (is_text)
    text = Py_NewRef(object);
  else
    text = PyObject_Str(object);
  if (text == NULL)
    return NULL;
  Py_ssize_t length = PyUnicode_GetLength(text);
  if (!is_text)
    Py_DECREF(text);
  return PyLong_FromSsize_t(length);
  // LEAK: 'text'
}

static PyObject *flag_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyTuple_GET_ITEM(args, 0);
  int owned = 0;
  if (!PyUnicode_Check(text)) {
    text = PyObject_Str(text);
    if (text == NULL)
      return NULL;
    owned = 1;
  }
  if (PyUnicode_GetLength(text) > 5)
    return PyErr_Format(PyExc_ValueError, "'%U' is too long", text);
  // LEAK: 'text'
  PyObject *length = PyLong_FromSsize_t(PyUnicode_GetLength(text));
  if (owned)
    Py_DECREF(text);
  return length;
}

static PyObject *one_arm_good(PyObject *self, PyObject *args) {
  PyObject *object = PyTuple_GET_ITEM(args, 0);
  PyObject *text =
      PyUnicode_Check(object) ? Py_NewRef(object) : PyObject_Str(object);
  if (text == NULL)
    return NULL;
  Py_ssize_t length = PyUnicode_GetLength(text);
  Py_DECREF(text);
  return PyLong_FromSsize_t(length);
}

static PyObject *temporary_good(PyObject *self, PyObject *args) {
  PyObject *text = PyTuple_GET_ITEM(args, 0), *temporary = NULL;
  if (!PyUnicode_Check(text)) {
    temporary = PyObject_Str(text);
    if (temporary == NULL)
      return NULL;
    text = temporary;
  }
  Py_ssize_t length = PyUnicode_GetLength(text);
  Py_XDECREF(temporary);
  return PyLong_FromSsize_t(length);
}

static PyObject *flag_good(PyObject *self, PyObject *args) {
  PyObject *text = PyTuple_GET_ITEM(args, 0);
  int owned = 0;
  if (!PyUnicode_Check(text)) {
    text = PyObject_Str(text);
    if (text == NULL)
      return NULL;
    owned = 1;
  }
  Py_ssize_t length = PyUnicode_GetLength(text);
  if (owned)
    Py_DECREF(text);
  return PyLong_FromSsize_t(length);
}
