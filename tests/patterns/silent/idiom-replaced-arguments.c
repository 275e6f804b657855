// RUN: %check_all_hosts %s
// RUNTIME: good=append,concat,resized,shrunk args=('x', 'y')
// RUNTIME: good=append,concat args=(1, 2)
// Pattern: idiom
// PyUnicode_Append, PyBytes_Concat, _PyBytes_Resize and _PyTuple_Resize replace
// the object that they are given, and leave NULL behind when they fail.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *append(PyObject *self, PyObject *args) {
  PyObject *text = PyUnicode_FromString("");
  for (Py_ssize_t i = 0; text != NULL && i < PyTuple_GET_SIZE(args); i++)
    PyUnicode_Append(&text, PyTuple_GET_ITEM(args, i));
  return text;
}

static PyObject *concat(PyObject *self, PyObject *args) {
  PyObject *bytes = PyBytes_FromString("<");
  if (bytes == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    PyBytes_ConcatAndDel(&bytes, PyObject_Bytes(PyTuple_GET_ITEM(args, i)));
    if (bytes == NULL)
      return NULL;
  }
  PyObject *mark = PyBytes_FromString(">");
  if (mark == NULL) {
    Py_DECREF(bytes);
    return NULL;
  }
  PyBytes_Concat(&bytes, mark);
  Py_DECREF(mark);
  return bytes;
}

static PyObject *resized(PyObject *self, PyObject *args) {
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, 100);
  if (bytes == NULL)
    return NULL;
  char *p = PyBytes_AS_STRING(bytes);
  Py_ssize_t size = PyTuple_GET_SIZE(args);
  for (Py_ssize_t i = 0; i < size && i < 100; i++)
    *p++ = 'x';
  if (_PyBytes_Resize(&bytes, p - PyBytes_AS_STRING(bytes)) < 0)
    return NULL;
  return bytes;
}

static PyObject *shrunk(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(4);
  if (tuple == NULL)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(args));
  PyTuple_SET_ITEM(tuple, 1, Py_NewRef(Py_None));
  if (_PyTuple_Resize(&tuple, 2) != 0)
    return NULL;
  return tuple;
}
