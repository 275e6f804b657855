// RUN: %check_all_hosts %s | FileCheck %s --implicit-check-not=warning:
// RUNTIME: none (needs a finalizer that runs while an exception is being handled)
// Pattern: G12
// A finalizer can run while an exception is being handled.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Box;

static int box_init(Box *self, PyObject *args, PyObject *kwargs) {
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return -1;
  Py_XSETREF(self->value, Py_NewRef(value));
  return 0;
}

static int box_traverse(Box *self, visitproc visit, void *arg) {
  Py_VISIT(self->value);
  return 0;
}

static int box_clear(Box *self) {
  Py_CLEAR(self->value);
  return 0;
}

static void box_dealloc(Box *self) {
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static void finalize_bad(PyObject *self) {
  PyObject *result = PyObject_CallMethod(self, "close", NULL);
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
    .tp_dealloc = (destructor)box_dealloc,
    .tp_finalize = finalize_bad,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

static void finalize_good(PyObject *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *result = PyObject_CallMethod(self, "close", NULL);
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
    .tp_dealloc = (destructor)box_dealloc,
    .tp_finalize = finalize_good,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};
