// RUN: %check_all_hosts %s | FileCheck %s --implicit-check-not=warning:
// RUNTIME: types=Bad_Type,Good_Type bad=drop:crash run=f(m.Bad_Type)
// RUNTIME: types=Bad_Type,Good_Type good=drop run=f(m.Good_Type)
// Pattern: G12
// A finalizer can run while an exception is being handled.

#include "Inputs/box.h"

DEFINE_BOX

// The last reference goes while an exception is set.
static PyObject *drop(PyObject *self, PyObject *args) {
  PyObject *last = PyObject_CallOneArg(PyTuple_GET_ITEM(args, 0), Py_None);
  if (last == NULL)
    return NULL;
  PyErr_SetString(PyExc_KeyError, "being raised");
  Py_DECREF(last);
  return NULL;
}

static void dealloc(Box *self) {
  if (PyObject_CallFinalizerFromDealloc((PyObject *)self) < 0)
    return;
  box_dealloc(self);
}

static void finalize_bad(PyObject *self) {
  PyObject *result = PyObject_CallMethod(self, "__repr__", NULL);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'finalize_bad'{{.*}}'PyObject_CallMethod'{{.*}} [cpython-dealloc]
  if (result == NULL)
    PyErr_WriteUnraisable(self);
  Py_XDECREF(result);
}

PyTypeObject Bad_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Bad",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)dealloc,
    .tp_finalize = finalize_bad,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

static void finalize_good(PyObject *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *result = PyObject_CallMethod(self, "__repr__", NULL);
  if (result == NULL)
    PyErr_WriteUnraisable(self);
  Py_XDECREF(result);
  PyErr_Restore(type, value, traceback);
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)dealloc,
    .tp_finalize = finalize_good,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};
