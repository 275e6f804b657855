// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def own(make):
// RUNTIME-SETUP:     sub = make(None)
// RUNTIME-SETUP:     sub.__init__(sub)
// RUNTIME: call=slot types=Box_Type,Inherits_Type,Misses_Type,Forgets_Type,Good_Type
//     bad=sub_init:leak run=own(m.Inherits_Type)
// RUNTIME: call=slot types=Box_Type,Inherits_Type,Misses_Type,Forgets_Type,Good_Type
//     bad=misses_traverse:leak run=own(m.Misses_Type)
// RUNTIME: call=slot types=Box_Type,Inherits_Type,Misses_Type,Forgets_Type,Good_Type
//     bad=forgets_traverse:leak run=own(m.Forgets_Type)
// RUNTIME: call=slot types=Box_Type,Inherits_Type,Misses_Type,Forgets_Type,Good_Type
//     good=good_traverse run=own(m.Good_Type)
// Pattern: G01, G02, G05, L20
// A base type of the same file: its slots know nothing of the fields that a type
// adds, and those of the type must do the base type's work or call its slots.

#include "Inputs/box.h"

DEFINE_BOX

PyTypeObject Box_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Box",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

typedef struct {
  Box box;
  PyObject *extra;
} Sub;

static int sub_init(Sub *self, PyObject *args, PyObject *kwargs) {
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return -1;
  Py_XSETREF(self->box.value, Py_NewRef(value));
  Py_XSETREF(self->extra, Py_NewRef(value));
  return 0;
}

PyTypeObject Inherits_Type = {
    // DEALLOC: 'Inherits_Type' inherits tp_dealloc from 'Box_Type' ... 'extra'
    // GC-SUPPORT: 'Inherits_Type' inherits tp_traverse from 'Box_Type' ... 'extra'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Inherits",
    .tp_basicsize = sizeof(Sub),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_base = &Box_Type,
    .tp_init = (initproc)sub_init,
};

// Calls the base type's slots, but does nothing for its own field.

static int misses_traverse(Sub *self, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'misses_traverse' ... 'extra'
  return Box_Type.tp_traverse((PyObject *)self, visit, arg);
}

static int misses_clear(Sub *self) {
  // GC-SUPPORT: ^'misses_clear' ... 'extra'
  return Box_Type.tp_clear((PyObject *)self);
}

static void misses_dealloc(Sub *self) {
  // DEALLOC: ^'misses_dealloc' ... 'extra'
  PyObject_GC_UnTrack(self);
  Box_Type.tp_dealloc((PyObject *)self);
}

PyTypeObject Misses_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Misses",
    .tp_basicsize = sizeof(Sub),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_base = &Box_Type,
    .tp_traverse = (traverseproc)misses_traverse,
    .tp_clear = (inquiry)misses_clear,
    .tp_dealloc = (destructor)misses_dealloc,
    .tp_init = (initproc)sub_init,
};

// Takes care of its own field alone.

static int forgets_traverse(Sub *self, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'forgets_traverse' ... 'box.value'
  Py_VISIT(self->extra);
  return 0;
}

static int forgets_clear(Sub *self) {
  // GC-SUPPORT: ^'forgets_clear' ... 'box.value'
  Py_CLEAR(self->extra);
  return 0;
}

static void forgets_dealloc(Sub *self) {
  // DEALLOC: ^'forgets_dealloc' ... 'box.value'
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->extra);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Forgets_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Forgets",
    .tp_basicsize = sizeof(Sub),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_base = &Box_Type,
    .tp_traverse = (traverseproc)forgets_traverse,
    .tp_clear = (inquiry)forgets_clear,
    .tp_dealloc = (destructor)forgets_dealloc,
    .tp_init = (initproc)sub_init,
};

static int good_traverse(Sub *self, visitproc visit, void *arg) {
  Py_VISIT(self->extra);
  return Box_Type.tp_traverse((PyObject *)self, visit, arg);
}

static int good_clear(Sub *self) {
  Py_CLEAR(self->extra);
  return box_clear(&self->box);
}

static void good_dealloc(Sub *self) {
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->extra);
  Py_TYPE(self)->tp_base->tp_dealloc((PyObject *)self);
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Sub),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_base = &Box_Type,
    .tp_traverse = (traverseproc)good_traverse,
    .tp_clear = (inquiry)good_clear,
    .tp_dealloc = (destructor)good_dealloc,
    .tp_init = (initproc)sub_init,
};
