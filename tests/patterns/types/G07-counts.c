// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import gc
// RUNTIME-SETUP: def collected(make):
// RUNTIME-SETUP:     value = []
// RUNTIME-SETUP:     box = make(value)
// RUNTIME-SETUP:     gc.collect()
// RUNTIME: call=slot types=Keeps_Type,Good_Type bad=traverse_keeps:leak run=collected(m.Keeps_Type)
// RUNTIME: call=slot types=Keeps_Type,Good_Type good=box_traverse run=collected(m.Good_Type)
// RUNTIME: bad=make_keeps:leak run=collected(m.make_keeps())
// RUNTIME: good=make_good run=collected(m.make_good())
// Pattern: G07
// The collector counts references while tp_traverse runs.

#include "Inputs/box.h"

DEFINE_BOX

static int traverse_bad(Box *self, visitproc visit, void *arg) {
  int failed = 0;
  PyObject *value = self->value;
  Py_XINCREF(value);
  // GC-SUPPORT: ^'traverse_bad' ... 'Py_XINCREF'
  if (value != NULL)
    failed = visit(value, arg);
  Py_XDECREF(value);
  return failed;
}

BOX_TYPE(Bad, WITH_GC, traverse_bad, box_clear, box_dealloc);

// Each collection adds a reference.
static int traverse_keeps(Box *self, visitproc visit, void *arg) {
  Py_XINCREF(self->value);
  // GC-SUPPORT: ^'traverse_keeps' ... 'Py_XINCREF'
  return box_traverse(self, visit, arg);
  // LEAK: 'self->value'
}

BOX_TYPE(Keeps, WITH_GC, traverse_keeps, box_clear, box_dealloc);

BOX_TYPE(Good, WITH_GC, box_traverse, box_clear, box_dealloc);

// Heap types.

static int heap_traverse_keeps(Box *self, visitproc visit, void *arg) {
  Py_XINCREF(self->value);
  // GC-SUPPORT: ^'heap_traverse_keeps' ... 'Py_XINCREF'
  return box_heap_traverse(self, visit, arg);
  // LEAK: 'self->value'
}

BOX_HEAP_TYPE(keeps, {Py_tp_traverse, heap_traverse_keeps},
              {Py_tp_clear, box_clear}, {Py_tp_dealloc, box_heap_dealloc})
BOX_HEAP_TYPE(good, {Py_tp_traverse, box_heap_traverse},
              {Py_tp_clear, box_clear}, {Py_tp_dealloc, box_heap_dealloc})
