// RUN: %check_all_hosts %s
// RUNTIME: bad=log_bad:over good=log_good,log_macro_good args=('',)
// RUNTIME: bad=length_bad:over good=length_good
// RUNTIME: bad=search_bad:over good=search_good
// RUNTIME: bad=reset_bad:over
// Pattern: U03
// Before Python 3.12 None is counted like any other object.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *log_bad(PyObject *self, PyObject *args) {
  const char *message;
  if (!PyArg_ParseTuple(args, "s", &message))
    return NULL;
  PySys_WriteStderr("%s", message);
  return Py_None;
  // RETURN-BORROWED: 'Py_None'
}

static PyObject *log_good(PyObject *self, PyObject *args) {
  const char *message;
  if (!PyArg_ParseTuple(args, "s", &message))
    return NULL;
  PySys_WriteStderr("%s", message);
  Py_INCREF(Py_None);
  return Py_None;
}

static PyObject *log_macro_good(PyObject *self, PyObject *args) {
  Py_RETURN_NONE;
}

// One arm of a conditional operator owns its reference, the other does not.
static PyObject *length_bad(PyObject *self, PyObject *args) {
  Py_ssize_t length = PyTuple_Size(args);
  if (length < 0)
    return NULL;
  return length ? PyLong_FromSsize_t(length) : Py_None;
  // RETURN-BORROWED: 'Py_None'
}

static PyObject *length_good(PyObject *self, PyObject *args) {
  Py_ssize_t length = PyTuple_Size(args);
  if (length < 0)
    return NULL;
  return length ? PyLong_FromSsize_t(length) : Py_NewRef(Py_None);
}

// The placeholder survives when no item matches.
static PyObject *search_bad(PyObject *self, PyObject *args) {
  PyObject *result = Py_None;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    PyObject *item = PyTuple_GET_ITEM(args, i);
    if (PyUnicode_Check(item)) {
      result = item;
      Py_INCREF(result);
      break;
    }
  }
  return result;
  // RETURN-BORROWED: 'result'
}

static PyObject *search_good(PyObject *self, PyObject *args) {
  PyObject *result = Py_None;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    PyObject *item = PyTuple_GET_ITEM(args, i);
    if (PyUnicode_Check(item)) {
      result = item;
      break;
    }
  }
  Py_INCREF(result);
  return result;
}

#define FINISH() return Py_None

static PyObject *reset_bad(PyObject *self, PyObject *args) {
  PyErr_Clear();
  FINISH();
  // RETURN-BORROWED: 'Py_None'
}
