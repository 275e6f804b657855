// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import gc
// RUNTIME-SETUP: class Collect:
// RUNTIME-SETUP:     def __del__(self): gc.collect()
// RUNTIME: call=slot types=None_Type,Late_Type,Good_Type bad=dealloc_none:crash
//     run=m.None_Type(Collect())
// RUNTIME: call=slot types=None_Type,Late_Type,Good_Type bad=dealloc_late:crash
//     run=m.Late_Type(Collect())
// RUNTIME: call=slot types=None_Type,Late_Type,Good_Type good=box_dealloc
//     run=m.Good_Type(Collect())
// RUNTIME: bad=make_none:crash run=m.make_none()(Collect())
// RUNTIME: good=make_good run=m.make_good()(Collect())
// Pattern: G06
// Releasing a field can start a collection: by then the collector must not know
// the object any more.

#include "Inputs/box.h"

DEFINE_BOX

static void dealloc_none(Box *self) {
  // DEALLOC: ^'dealloc_none'
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

BOX_TYPE(None, WITH_GC, box_traverse, box_clear, dealloc_none);

static void dealloc_late(Box *self) {
  box_clear(self);
  // DEALLOC: ^'dealloc_late' ... 'value'
  PyObject_GC_UnTrack(self);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

BOX_TYPE(Late, WITH_GC, box_traverse, box_clear, dealloc_late);

BOX_TYPE(Good, WITH_GC, box_traverse, box_clear, box_dealloc);

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

// Heap types.

static void heap_dealloc_none(Box *self) {
  // DEALLOC: ^'heap_dealloc_none'
  PyTypeObject *type = Py_TYPE(self);
  Py_XDECREF(self->value);
  type->tp_free((PyObject *)self);
  Py_DECREF(type);
}

BOX_HEAP_TYPE(none, {Py_tp_traverse, box_heap_traverse},
              {Py_tp_clear, box_clear}, {Py_tp_dealloc, heap_dealloc_none})
BOX_HEAP_TYPE(good, {Py_tp_traverse, box_heap_traverse},
              {Py_tp_clear, box_clear}, {Py_tp_dealloc, box_heap_dealloc})
