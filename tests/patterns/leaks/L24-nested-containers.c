// RUN: %check_all_hosts %s
// RUNTIME: bad=inner_bad:leak,outer_bad:leak good=nested_good,items_good fail=PyUnicode_FromFormat
//     args=([1, 2],)
// RUNTIME: good=inner_bad,outer_bad,nested_good,items_good args=([1, 2],)
// RUNTIME: good=nested_good,items_good fail=PyList_Append args=([1, 2],)
// Pattern: L24
// A container inside a container: one of the two is dropped on error.

#include <Python.h>

static PyObject *inner_bad(PyObject *self, PyObject *args) {
  PyObject *outer = PyList_New(0);
  if (outer == NULL)
    return NULL;
  PyObject *inner = PyList_New(1);
  if (inner == NULL) {
    Py_DECREF(outer);
    return NULL;
  }
  PyObject *text = PyUnicode_FromFormat("%d", 123456);
  if (text == NULL) {
    Py_DECREF(outer);
    return NULL;
    // LEAK: 'inner'
  }
  PyList_SET_ITEM(inner, 0, text);
  int status = PyList_Append(outer, inner);
  Py_DECREF(inner);
  if (status < 0) {
    Py_DECREF(outer);
    return NULL;
  }
  return outer;
}

static PyObject *outer_bad(PyObject *self, PyObject *args) {
  PyObject *outer = PyTuple_New(1);
  if (outer == NULL)
    return NULL;
  PyObject *inner = PyTuple_New(1);
  if (inner == NULL)
    goto error;
  PyTuple_SET_ITEM(outer, 0, inner);
  PyObject *text = PyUnicode_FromFormat("%d", 123456);
  if (text == NULL)
    return NULL;
  // LEAK: 'outer'
  PyTuple_SET_ITEM(inner, 0, text);
  return outer;
error:
  Py_DECREF(outer);
  return NULL;
}

static PyObject *nested_good(PyObject *self, PyObject *args) {
  PyObject *outer = PyTuple_New(1);
  if (outer == NULL)
    return NULL;
  PyObject *inner = PyTuple_New(1);
  if (inner == NULL)
    goto error;
  PyTuple_SET_ITEM(outer, 0, inner);
  PyObject *text = PyUnicode_FromFormat("%d", 123456);
  if (text == NULL)
    goto error;
  PyTuple_SET_ITEM(inner, 0, text);
  return outer;
error:
  Py_DECREF(outer);
  return NULL;
}

static PyObject *items_good(PyObject *self, PyObject *args) {
  PyObject *objects = PyTuple_GET_ITEM(args, 0);
  PyObject *outer = PyList_New(0);
  if (outer == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(objects); i++) {
    PyObject *text = PyUnicode_FromFormat("%R", PyList_GET_ITEM(objects, i));
    PyObject *inner = text ? PyTuple_Pack(1, text) : NULL;
    Py_XDECREF(text);
    if (inner == NULL || PyList_Append(outer, inner) < 0) {
      Py_XDECREF(inner);
      Py_DECREF(outer);
      return NULL;
    }
    Py_DECREF(inner);
  }
  return outer;
}
