// RUN: %check_all_hosts %s | FileCheck %s --implicit-check-not=warning:
// RUNTIME: call=slot types=Plain_Type,Collected_Type,Base_Type,Good_Type bad=plain_dealloc:crash run=m.Plain_Type(1)
// RUNTIME: call=slot types=Plain_Type,Collected_Type,Base_Type,Good_Type bad=base_dealloc:crash run=type("Sub", (m.Base_Type,), {})(1)
// RUNTIME: call=slot types=Plain_Type,Collected_Type,Base_Type,Good_Type good=good_dealloc run=type("Sub", (m.Good_Type,), {}) and m.Good_Type(1)
// Pattern: G06
// Objects under the collector begin with a header of its own: what allocates and
// what frees them must both know.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Box;

static int box_init(Box *self, PyObject *args, PyObject *kwargs) {
  int number;
  if (!PyArg_ParseTuple(args, "i", &number))
    return -1;
  Py_XSETREF(self->value, PyLong_FromLong(number));
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

static void plain_dealloc(Box *self) {
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->value);
  PyObject_Free(self);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'plain_dealloc'{{.*}}'Plain_Type'{{.*}} [cpython-dealloc]
}

PyTypeObject Plain_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Plain",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)plain_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

static void collected_dealloc(Box *self) {
  Py_XDECREF(self->value);
  PyObject_GC_Del(self);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'collected_dealloc'{{.*}}'Collected_Type'{{.*}} [cpython-dealloc]
}

PyTypeObject Collected_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Collected",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)collected_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

static void base_dealloc(Box *self) {
  Py_XDECREF(self->value);
  PyObject_Free(self);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'base_dealloc'{{.*}}'Base_Type'{{.*}} [cpython-dealloc]
}

PyTypeObject Base_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Base",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_dealloc = (destructor)base_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

static void good_dealloc(Box *self) {
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_dealloc = (destructor)good_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

// No class can be derived: then PyObject_Free is right.

static void final_dealloc(Box *self) {
  Py_XDECREF(self->value);
  PyObject_Free(self);
}

PyTypeObject Final_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Final",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)final_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

PyObject *make_plain(void) {
  Box *self = PyObject_New(Box, &Plain_Type);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'Plain_Type'{{.*}} [cpython-dealloc]
  if (self != NULL)
    self->value = NULL;
  return (PyObject *)self;
}

PyObject *make_final(void) {
  Box *self = PyObject_New(Box, &Final_Type);
  if (self != NULL)
    self->value = NULL;
  return (PyObject *)self;
}
