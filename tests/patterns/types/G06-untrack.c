// RUN: %check_all_hosts %s | FileCheck %s --implicit-check-not=warning:
// RUNTIME-SETUP: import gc
// RUNTIME-SETUP: class Collect:
// RUNTIME-SETUP:     def __del__(self): gc.collect()
// RUNTIME: call=slot types=None_Type,Late_Type,Good_Type bad=dealloc_none:crash run=m.None_Type(Collect())
// RUNTIME: call=slot types=None_Type,Late_Type,Good_Type bad=dealloc_late:crash run=m.Late_Type(Collect())
// RUNTIME: call=slot types=None_Type,Late_Type,Good_Type good=box_dealloc run=m.Good_Type(Collect())
// Pattern: G06
// Releasing a field can start a collection: by then the collector must not know
// the object any more.

#include "Inputs/box.h"

DEFINE_BOX

static void dealloc_none(Box *self) {
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'dealloc_none'{{.*}} [cpython-dealloc]
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject None_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.None",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)dealloc_none,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

static void dealloc_late(Box *self) {
  box_clear(self);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'dealloc_late'{{.*}}'value'{{.*}} [cpython-dealloc]
  PyObject_GC_UnTrack(self);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Late_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Late",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)dealloc_late,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

// A base type's tp_dealloc does it.

static void derived_dealloc(Box *self) {
  Good_Type.tp_dealloc((PyObject *)self);
}

PyTypeObject Derived_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Derived",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_base = &Good_Type,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)derived_dealloc,
};
