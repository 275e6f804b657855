// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import gc
// RUNTIME-SETUP: def collected(make):
// RUNTIME-SETUP:     value = []
// RUNTIME-SETUP:     box = make(value)
// RUNTIME-SETUP:     gc.collect()
// RUNTIME: call=slot types=Bad_Type,Good_Type bad=traverse_bad:leak|crash run=collected(m.Bad_Type)
// RUNTIME: call=slot types=Bad_Type,Good_Type good=box_traverse run=collected(m.Good_Type)
// RUNTIME: bad=make_bad:leak|crash run=collected(m.make_bad())
// RUNTIME: good=make_good run=collected(m.make_good())
// Pattern: G07
// In C++: a tp_traverse that changes counts, in a static and in a heap type.

#include "Inputs/box.hpp"

DEFINE_BOX

static int traverse_bad(PyObject *self, visitproc visit, void *arg) {
  Py_XINCREF(box(self)->value);
  // GC-SUPPORT: ^'traverse_bad' ... 'Py_XINCREF'
  return box_traverse(self, visit, arg);
  // LEAK: 'self->value'
}

PyTypeObject Bad_Type =
    STATIC_TYPE("example.Bad", Box, WITH_GC, box_dealloc, traverse_bad,
                box_clear, 0, box_init, PyType_GenericNew, nullptr);
PyTypeObject Good_Type =
    STATIC_TYPE("example.Good", Box, WITH_GC, box_dealloc, box_traverse,
                box_clear, 0, box_init, PyType_GenericNew, nullptr);

static int heap_traverse_bad(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  Py_XINCREF(box(self)->value);
  // GC-SUPPORT: ^'heap_traverse_bad' ... 'Py_XINCREF'
  return box_traverse(self, visit, arg);
  // LEAK: 'self->value'
}

static PyType_Slot bad_slots[] = {SLOT(Py_tp_init, box_init),
                                  SLOT(Py_tp_traverse, heap_traverse_bad),
                                  SLOT(Py_tp_clear, box_clear),
                                  SLOT(Py_tp_dealloc, box_heap_dealloc),
                                  {0, nullptr}};
HEAP_TYPE(bad, Box, WITH_GC)

static PyType_Slot good_slots[] = {SLOT(Py_tp_init, box_init),
                                   SLOT(Py_tp_traverse, box_heap_traverse),
                                   SLOT(Py_tp_clear, box_clear),
                                   SLOT(Py_tp_dealloc, box_heap_dealloc),
                                   {0, nullptr}};
HEAP_TYPE(good, Box, WITH_GC)
