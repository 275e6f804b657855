// RUN: %check_all_hosts %s | FileCheck %s --implicit-check-not=warning:
// RUNTIME-SETUP: import gc
// RUNTIME-SETUP: def collected(make):
// RUNTIME-SETUP:     value = []
// RUNTIME-SETUP:     box = make(value)
// RUNTIME-SETUP:     gc.collect()
// RUNTIME: call=slot types=Keeps_Type,Good_Type bad=traverse_keeps:leak run=collected(m.Keeps_Type)
// RUNTIME: call=slot types=Keeps_Type,Good_Type good=box_traverse run=collected(m.Good_Type)
// Pattern: G07
// The collector counts references while tp_traverse runs.

#include "Inputs/box.h"

DEFINE_BOX

static int traverse_bad(Box *self, visitproc visit, void *arg) {
  int failed = 0;
  PyObject *value = self->value;
  Py_XINCREF(value);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'traverse_bad'{{.*}}'Py_XINCREF'{{.*}} [cpython-gc-support]
  if (value != NULL)
    failed = visit(value, arg);
  Py_XDECREF(value);
  return failed;
}

PyTypeObject Bad_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Bad",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)traverse_bad,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

// Each collection adds a reference.
static int traverse_keeps(Box *self, visitproc visit, void *arg) {
  Py_XINCREF(self->value);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'traverse_keeps'{{.*}}'Py_XINCREF'{{.*}} [cpython-gc-support]
  return box_traverse(self, visit, arg);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}value'{{.*}} [cpython-refcount-leak]
}

PyTypeObject Keeps_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Keeps",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)traverse_keeps,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)box_dealloc,
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
