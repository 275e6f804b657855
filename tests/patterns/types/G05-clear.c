// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def own(make):
// RUNTIME-SETUP:     box = make(None)
// RUNTIME-SETUP:     box.__init__(box)
// RUNTIME: call=slot types=NoClear_Type,Misses_Type,Leaves_Type,First_Type,Good_Type
//     bad=no_clear:leak run=own(m.NoClear_Type)
// RUNTIME: call=slot types=NoClear_Type,Misses_Type,Leaves_Type,First_Type,Good_Type
//     bad=clear_misses:leak run=own(m.Misses_Type)
// RUNTIME: call=slot types=NoClear_Type,Misses_Type,Leaves_Type,First_Type,Good_Type
//     bad=clear_leaves:crash|over run=own(m.Leaves_Type)
// RUNTIME: call=slot types=NoClear_Type,Misses_Type,Leaves_Type,First_Type,Good_Type
//     good=clear_good run=own(m.Good_Type)
// RUNTIME: bad=make_misses:leak run=own(m.make_misses())
// RUNTIME: bad=make_no_clear:leak run=own(m.make_no_clear())
// RUNTIME: good=make_good run=own(m.make_good())
// Pattern: G05
// The collector finds a cycle with tp_traverse and breaks it with tp_clear, which
// must set each field to NULL before it releases what the field held.

#include "Inputs/box.h"

DEFINE_BOX

BOX_TYPE(NoClear, WITH_GC, box_traverse, NULL, box_dealloc);
// GC-SUPPORT: 'NoClear_Type' ... 'value'

static int clear_misses(Box *self) {
  // GC-SUPPORT: ^'clear_misses' ... 'value'
  return 0;
}

BOX_TYPE(Misses, WITH_GC, box_traverse, clear_misses, box_dealloc);

static int clear_leaves(Box *self) {
  Py_XDECREF(self->value);
  // GC-SUPPORT: ^'clear_leaves' ... 'value'
  return 0;
}

BOX_TYPE(Leaves, WITH_GC, box_traverse, clear_leaves, box_dealloc);

static int clear_first(Box *self) {
  PyObject *value = self->value;
  if (value != NULL) {
    Py_DECREF(value);
    // GC-SUPPORT: ^'clear_first' ... 'value'
    self->value = NULL;
  }
  return 0;
}

BOX_TYPE(First, WITH_GC, box_traverse, clear_first, box_dealloc);

static int clear_good(Box *self) {
  PyObject *value = self->value;
  self->value = NULL;
  Py_XDECREF(value);
  return 0;
}

BOX_TYPE(Good, WITH_GC, box_traverse, clear_good, box_dealloc);

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

// Heap types.

BOX_HEAP_TYPE(misses, {Py_tp_traverse, box_heap_traverse},
              {Py_tp_clear, clear_misses}, {Py_tp_dealloc, box_heap_dealloc})
BOX_HEAP_TYPE(good, {Py_tp_traverse, box_heap_traverse},
              {Py_tp_clear, clear_good}, {Py_tp_dealloc, box_heap_dealloc})
BOX_HEAP_TYPE(no_clear, {Py_tp_traverse, box_heap_traverse},
              {Py_tp_dealloc, box_heap_dealloc})
// GC-SUPPORT@-2: 'no_clear_spec' ... 'value'
