// RUN: %check_all_hosts %s
// RUNTIME: bad=unsigned_bad:leak,narrow_bad:leak good=unsigned_good args=(-1,)
// Pattern: L34
// A condition on a number that has been cast to another type.

#include <Python.h>

static PyObject *unsigned_bad(PyObject *self, PyObject *args) {
  unsigned size = (unsigned)PyLong_AsLong(PyTuple_GET_ITEM(args, 0));
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if ((int)size < 0) {
    PyErr_SetString(PyExc_ValueError, "negative");
    return NULL;
    // LEAK: 'list'
  }
  return list;
}

static PyObject *narrow_bad(PyObject *self, PyObject *args) {
  const long value = PyLong_AsLong(PyTuple_GET_ITEM(args, 0));
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if ((unsigned char)value > 127) {
    PyErr_SetString(PyExc_ValueError, "no ASCII");
    return NULL;
    // LEAK: 'list'
  }
  return list;
}

PyObject *parsed_bad(PyObject *self, PyObject *args) {
  unsigned rate = 0;
  if (!PyArg_ParseTuple(args, "|I", &rate))
    return NULL;
  PyObject *list = PyList_New(rate > 8 ? 8 : 0);
  if (list == NULL)
    return NULL;
  if ((Py_ssize_t)(int)rate > 0) {
    return list;
  } else if ((int)rate < 0) {
    PyErr_SetString(PyExc_ValueError, "negative");
    return NULL;
    // LEAK: 'list'
  }
  return list;
}

static PyObject *unsigned_good(PyObject *self, PyObject *args) {
  unsigned size = (unsigned)PyLong_AsLong(PyTuple_GET_ITEM(args, 0));
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if ((int)size < 0)
    Py_CLEAR(list);
  if ((int)size < 0 && list == NULL)
    Py_RETURN_NONE;
  return list;
}
