// RUN: %check_all_hosts %s
// RUNTIME: bad=function_bad:leak,method_bad:leak,error_bad:leak
//     good=function_good,method_good,error_good args=(list,)
// Pattern: L05
// The formats of PyObject_CallFunction, PyObject_CallMethod and PyErr_Format.

#include <Python.h>

static PyObject *function_bad(PyObject *self, PyObject *args) {
  PyObject *items = PyList_New(0);
  if (items == NULL)
    return NULL;
  return PyObject_CallFunction(PyTuple_GET_ITEM(args, 0), "O", items);
  // LEAK: 'items'
}

static PyObject *method_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *item = PyUnicode_FromString("item");
  if (item == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  PyObject *none = PyObject_CallMethod(list, "append", "O", item);
  Py_DECREF(list);
  return none;
  // LEAK: 'item'
}

static PyObject *error_bad(PyObject *self, PyObject *args) {
  PyObject *repr = PyObject_Repr(self);
  if (repr != NULL)
    PyErr_Format(PyExc_TypeError, "not supported: %U", repr);
  return NULL;
  // LEAK: 'repr'
}

static PyObject *function_good(PyObject *self, PyObject *args) {
  PyObject *items = PyList_New(0);
  if (items == NULL)
    return NULL;
  return PyObject_CallFunction(PyTuple_GET_ITEM(args, 0), "N", items);
}

static PyObject *method_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *item = PyUnicode_FromString("item");
  if (item == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  PyObject *none = PyObject_CallMethod(list, "append", "O", item);
  Py_DECREF(item);
  Py_DECREF(list);
  return none;
}

static PyObject *error_good(PyObject *self, PyObject *args) {
  PyObject *repr = PyObject_Repr(self);
  if (repr != NULL) {
    PyErr_Format(PyExc_TypeError, "not supported: %U", repr);
    Py_DECREF(repr);
  }
  return NULL;
}
