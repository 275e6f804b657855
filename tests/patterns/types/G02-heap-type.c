// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def loop(make):
// RUNTIME-SETUP:     held = []
// RUNTIME-SETUP:     held.append(make(held))
// RUNTIME: bad=make_bad:leak run=loop(m.make_bad())
// RUNTIME: good=make_good,make_helped run=loop(f())
// Pattern: G02
// A heap type's tp_traverse that visits the type and forgets a field.

#include "Inputs/box.h"

DEFINE_BOX

static int traverse_bad(Box *self, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'traverse_bad' ... 'value'
  Py_VISIT(Py_TYPE(self));
  return 0;
}

BOX_HEAP_TYPE(bad, {Py_tp_traverse, traverse_bad}, {Py_tp_clear, box_clear},
              {Py_tp_dealloc, box_heap_dealloc})
BOX_HEAP_TYPE(good, {Py_tp_traverse, box_heap_traverse},
              {Py_tp_clear, box_clear}, {Py_tp_dealloc, box_heap_dealloc})

static int traverse_helped(Box *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  return box_traverse(self, visit, arg);
}

BOX_HEAP_TYPE(helped, {Py_tp_traverse, traverse_helped},
              {Py_tp_clear, box_clear}, {Py_tp_dealloc, box_heap_dealloc})
