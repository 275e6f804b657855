// RUN: %check_all_hosts %s | FileCheck %s
// RUNTIME: none (notes)
// What is NULL says where it became so.

#include <Python.h>

PyObject *assigned_bad(PyObject *self, PyObject *o) {
  PyObject *x = NULL;
  if (o == Py_None)
    x = PyList_New(0);
  Py_XINCREF(o);
  Py_XDECREF(o);
  Py_DECREF(x); // NULL-RESULT: 'x' is NULL here
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: 'x' is NULL here
  // CHECK-NEXT: :8:{{[0-9]+}}: note: 'x' becomes NULL here
  Py_RETURN_NONE;
}

PyObject *tested_bad(PyObject *self, PyObject *o) {
  PyObject *x = PyObject_GetAttrString(o, "x");
  if (!x)
    Py_DECREF(x); // NULL-RESULT: 'x' is NULL here
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: 'x' is NULL here
  // CHECK-NEXT: :21:{{[0-9]+}}: note:
  return x;
}

static PyObject *nothing(void) { return NULL; }

PyObject *returned_bad(PyObject *self, PyObject *o) {
  PyObject *x = nothing();
  Py_DECREF(x); // NULL-RESULT: 'x' is NULL here
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: 'x' is NULL here
  // CHECK-NEXT: :31:{{[0-9]+}}: note: 'nothing' returns NULL
  Py_RETURN_NONE;
}
