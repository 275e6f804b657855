// RUN: %check_all_hosts %s | FileCheck %s --implicit-check-not=warning:
// RUNTIME: bad=size_bad:crash good=size_good call=o args=(3,)
// RUNTIME: bad=unchecked_bad:crash good=unchecked_good call=o args=(3,)
// RUNTIME: bad=fill_bad:crash good=fill_good call=o fail=PyTuple_New args=(3,)
// Pattern: U23
// The macros that read a tuple or a list do not test for NULL, and a container
// that could not be made is NULL.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *size_bad(PyObject *self, PyObject *arg) {
  PyObject *tuple = PySequence_Tuple(arg);
  if (tuple == NULL) {
    PyErr_Clear();
    return PyLong_FromSsize_t(PyTuple_GET_SIZE(tuple));
    // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'tuple'{{.*}} {{\[cpython-null-result\]}}
  }
  return tuple;
}

static PyObject *size_good(PyObject *self, PyObject *arg) {
  PyObject *tuple = PySequence_Tuple(arg);
  if (tuple == NULL) {
    PyErr_Clear();
    return PyLong_FromSsize_t(0);
  }
  return tuple;
}

// The result is never tested.
static PyObject *unchecked_bad(PyObject *self, PyObject *arg) {
  PyObject *tuple = PySequence_Tuple(arg);
  Py_ssize_t size = PyTuple_GET_SIZE(tuple);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'tuple'{{.*}} {{\[cpython-null-result\]}}
  Py_DECREF(tuple);
  return PyLong_FromSsize_t(size);
}

static PyObject *unchecked_good(PyObject *self, PyObject *arg) {
  PyObject *tuple = PySequence_Tuple(arg);
  if (tuple == NULL)
    return NULL;
  Py_ssize_t size = PyTuple_GET_SIZE(tuple);
  Py_DECREF(tuple);
  return PyLong_FromSsize_t(size);
}

static PyObject *fill_bad(PyObject *self, PyObject *arg) {
  PyObject *tuple = PyTuple_New(1);
  Py_INCREF(arg);
  PyTuple_SET_ITEM(tuple, 0, arg);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'tuple'{{.*}} {{\[cpython-null-result\]}}
  return tuple;
}

static PyObject *fill_good(PyObject *self, PyObject *arg) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  Py_INCREF(arg);
  PyTuple_SET_ITEM(tuple, 0, arg);
  return tuple;
}

PyMethodDef null_methods[] = {{"size_bad", size_bad, METH_O, NULL},
                              {"size_good", size_good, METH_O, NULL},
                              {"unchecked_bad", unchecked_bad, METH_O, NULL},
                              {"unchecked_good", unchecked_good, METH_O, NULL},
                              {"fill_bad", fill_bad, METH_O, NULL},
                              {"fill_good", fill_good, METH_O, NULL},
                              {NULL, NULL, 0, NULL}};
