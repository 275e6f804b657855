// RUN: %check_all_hosts %s
// RUNTIME: bad=path_bad:leak,error_bad:leak good=path_good,error_good,decoded_good args=('path',)
// RUNTIME: good=path_bad,path_good,error_good,decoded_good args=(1.5,)
// RUNTIME: good=error_bad,path_good,error_good,decoded_good args=('',)
// Pattern: L17
// "O&" with PyUnicode_FSConverter or PyUnicode_FSDecoder makes a new reference.

#include <Python.h>

static PyObject *path_bad(PyObject *self, PyObject *args) {
  PyObject *path;
  if (!PyArg_ParseTuple(args, "O&", PyUnicode_FSConverter, &path))
    return NULL;
  return PyUnicode_DecodeFSDefault(PyBytes_AS_STRING(path));
  // LEAK: 'path'
}

static PyObject *error_bad(PyObject *self, PyObject *args) {
  PyObject *path = NULL;
  if (!PyArg_ParseTuple(args, "O&", PyUnicode_FSConverter, &path))
    return NULL;
  if (PyBytes_GET_SIZE(path) > 0)
    return PyErr_SetFromErrno(PyExc_OSError);
  // LEAK: 'path'
  Py_DECREF(path);
  Py_RETURN_NONE;
}

static PyObject *path_good(PyObject *self, PyObject *args) {
  PyObject *path;
  if (!PyArg_ParseTuple(args, "O&", PyUnicode_FSConverter, &path))
    return NULL;
  PyObject *text = PyUnicode_DecodeFSDefault(PyBytes_AS_STRING(path));
  Py_DECREF(path);
  return text;
}

static PyObject *error_good(PyObject *self, PyObject *args) {
  PyObject *path = NULL;
  if (!PyArg_ParseTuple(args, "O&", PyUnicode_FSConverter, &path))
    return NULL;
  if (PyBytes_GET_SIZE(path) > 0)
    PyErr_SetFromErrno(PyExc_OSError);
  Py_DECREF(path);
  return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

// A later conversion that fails releases what the first one made.
static PyObject *decoded_good(PyObject *self, PyObject *args) {
  PyObject *path;
  int mode = 0;
  if (!PyArg_ParseTuple(args, "O&|i", PyUnicode_FSDecoder, &path, &mode))
    return NULL;
  return path;
}
