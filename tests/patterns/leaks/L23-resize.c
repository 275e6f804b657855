// RUN: %check_all_hosts %s
// RUNTIME: bad=bytes_bad:leak,tuple_bad:leak good=bytes_good,tuple_good,kept_good args=(0,)
// RUNTIME: good=bytes_bad,tuple_bad,bytes_good,tuple_good,kept_good args=(3,)
// RUNTIME: good=bytes_good,tuple_good,kept_good args=(1 << 62,)
// Pattern: L23
// _PyBytes_Resize and _PyTuple_Resize leave a new object in the variable when
// they succeed, NULL when they fail.

#include <Python.h>

static PyObject *bytes_bad(PyObject *self, PyObject *args) {
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "n", &size))
    return NULL;
  PyObject *bytes = PyBytes_FromStringAndSize("some text", 9);
  if (bytes == NULL)
    return NULL;
  if (_PyBytes_Resize(&bytes, size) < 0)
    return NULL;
  if (PyBytes_GET_SIZE(bytes) == 0) {
    PyErr_SetString(PyExc_ValueError, "nothing left");
    return NULL;
    // LEAK: 'bytes'
  }
  return bytes;
}

static PyObject *tuple_bad(PyObject *self, PyObject *args) {
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "n", &size))
    return NULL;
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(Py_None));
  if (_PyTuple_Resize(&tuple, 5) < 0)
    return NULL;
  for (Py_ssize_t i = 1; i < 5; i++)
    PyTuple_SET_ITEM(tuple, i, Py_NewRef(Py_None));
  if (size == 0)
    Py_RETURN_NONE;
  // LEAK: 'tuple'
  return tuple;
}

static PyObject *bytes_good(PyObject *self, PyObject *args) {
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "n", &size))
    return NULL;
  PyObject *bytes = PyBytes_FromStringAndSize("some text", 9);
  if (bytes == NULL)
    return NULL;
  if (_PyBytes_Resize(&bytes, size) < 0)
    return NULL;
  return bytes;
}

static PyObject *tuple_good(PyObject *self, PyObject *args) {
  PyObject *result = NULL;
  PyObject *tuple = PyTuple_New(5);
  if (tuple == NULL || _PyTuple_Resize(&tuple, 0) < 0)
    goto done;
  result = Py_NewRef(tuple);
done:
  Py_XDECREF(tuple);
  return result;
}

static PyObject *kept_good(PyObject *self, PyObject *args) {
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "n", &size))
    return NULL;
  PyObject *bytes = PyBytes_FromStringAndSize("some text", 9);
  if (bytes == NULL)
    return NULL;
  _PyBytes_Resize(&bytes, size);
  return bytes;
}
