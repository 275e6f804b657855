// RUN: %check_all_hosts %s | FileCheck %s --implicit-check-not=warning:
// RUNTIME-SETUP: def own(make):
// RUNTIME-SETUP:     box = make(None)
// RUNTIME-SETUP:     box.__init__(box)
// RUNTIME: call=slot types=NoClear_Type,Misses_Type,Leaves_Type,First_Type,Good_Type bad=no_clear:leak run=own(m.NoClear_Type)
// RUNTIME: call=slot types=NoClear_Type,Misses_Type,Leaves_Type,First_Type,Good_Type bad=clear_misses:leak run=own(m.Misses_Type)
// RUNTIME: call=slot types=NoClear_Type,Misses_Type,Leaves_Type,First_Type,Good_Type bad=clear_leaves:crash|over run=own(m.Leaves_Type)
// RUNTIME: call=slot types=NoClear_Type,Misses_Type,Leaves_Type,First_Type,Good_Type good=clear_good run=own(m.Good_Type)
// Pattern: G05
// The collector finds a cycle with tp_traverse and breaks it with tp_clear, which
// must set each field to NULL before it releases what the field held.

#include "Inputs/box.h"

DEFINE_BOX

PyTypeObject NoClear_Type = {
    // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'NoClear_Type'{{.*}}'value'{{.*}} [cpython-gc-support]
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.NoClear",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

static int clear_misses(Box *self) {
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'clear_misses'{{.*}}'value'{{.*}} [cpython-gc-support]
  return 0;
}

PyTypeObject Misses_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Misses",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)clear_misses,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

static int clear_leaves(Box *self) {
  Py_XDECREF(self->value);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'clear_leaves'{{.*}}'value'{{.*}} [cpython-gc-support]
  return 0;
}

PyTypeObject Leaves_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Leaves",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)clear_leaves,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

static int clear_first(Box *self) {
  PyObject *value = self->value;
  if (value != NULL) {
    Py_DECREF(value);
    // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'clear_first'{{.*}}'value'{{.*}} [cpython-gc-support]
    self->value = NULL;
  }
  return 0;
}

PyTypeObject First_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.First",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)clear_first,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

static int clear_good(Box *self) {
  PyObject *value = self->value;
  self->value = NULL;
  Py_XDECREF(value);
  return 0;
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)clear_good,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

// Set once, when the object is made: a cycle leads through something else, which
// can be cleared.

typedef struct {
  PyObject_HEAD
  PyObject *target;
} Iterator;

static PyObject *iterator_new(PyTypeObject *type, PyObject *args,
                              PyObject *kwargs) {
  PyObject *target;
  if (!PyArg_ParseTuple(args, "O", &target))
    return NULL;
  Iterator *self = (Iterator *)type->tp_alloc(type, 0);
  if (self != NULL)
    self->target = Py_NewRef(target);
  return (PyObject *)self;
}

static int iterator_traverse(Iterator *self, visitproc visit, void *arg) {
  Py_VISIT(self->target);
  return 0;
}

static void iterator_dealloc(Iterator *self) {
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->target);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Iterator_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Iterator",
    .tp_basicsize = sizeof(Iterator),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)iterator_traverse,
    .tp_dealloc = (destructor)iterator_dealloc,
    .tp_new = iterator_new,
};
