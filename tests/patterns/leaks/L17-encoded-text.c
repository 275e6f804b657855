// RUN: %check_all_hosts %s
// RUNTIME: bad=length_bad:memory,error_bad:memory good=length_good,error_good,borrowed_good
//     args=('text',)
// RUNTIME: good=length_bad,error_bad,length_good,error_good,borrowed_good args=(1.5,)
// Pattern: L17
// "es" and "et" give a buffer that PyMem_Free must free; "s" lends one.

#include <Python.h>

static PyObject *length_bad(PyObject *self, PyObject *args) {
  char *text = NULL;
  if (!PyArg_ParseTuple(args, "es", "utf-8", &text))
    return NULL;
  return PyLong_FromSize_t(strlen(text));
  // LEAK: 'text'
}

static PyObject *error_bad(PyObject *self, PyObject *args) {
  char *text = NULL;
  if (!PyArg_ParseTuple(args, "et", "ascii", &text))
    return NULL;
  if (strcmp(text, "text") == 0) {
    PyErr_SetString(PyExc_ValueError, "the text is 'text'");
    return NULL;
    // LEAK: 'text'
  }
  PyMem_Free(text);
  Py_RETURN_NONE;
}

static PyObject *length_good(PyObject *self, PyObject *args) {
  char *text = NULL;
  if (!PyArg_ParseTuple(args, "es", "utf-8", &text))
    return NULL;
  size_t length = strlen(text);
  PyMem_Free(text);
  return PyLong_FromSize_t(length);
}

static PyObject *error_good(PyObject *self, PyObject *args) {
  char *text = NULL;
  if (!PyArg_ParseTuple(args, "et", "ascii", &text))
    return NULL;
  int wrong = strcmp(text, "text") == 0;
  PyMem_Free(text);
  if (wrong) {
    PyErr_SetString(PyExc_ValueError, "the text is 'text'");
    return NULL;
  }
  Py_RETURN_NONE;
}

static PyObject *borrowed_good(PyObject *self, PyObject *args) {
  const char *text;
  if (!PyArg_ParseTuple(args, "s", &text))
    return NULL;
  return PyLong_FromSize_t(strlen(text));
}
