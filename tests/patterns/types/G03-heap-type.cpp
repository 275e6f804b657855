// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def on_type(make):
// RUNTIME-SETUP:     T = make()
// RUNTIME-SETUP:     T.instance = T(None)
// RUNTIME: bad=make_bad:leak run=on_type(m.make_bad)
// RUNTIME: good=make_good run=on_type(m.make_good)
// RUNTIME: good=make_lambda run=on_type(m.make_lambda)
// Pattern: G03
// In C++: a heap type that its instances do not visit.

#include "Inputs/box.hpp"

DEFINE_BOX

static int traverse_bad(PyObject *self, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'traverse_bad' ... Py_VISIT(Py_TYPE(self))
  return box_traverse(self, visit, arg);
}

static PyType_Slot bad_slots[] = {SLOT(Py_tp_init, box_init),
                                  SLOT(Py_tp_traverse, traverse_bad),
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

// A lambda is a slot function too.
static PyType_Slot lambda_slots[] = {
    SLOT(Py_tp_init, box_init),
    SLOT(Py_tp_traverse,
         +[](PyObject *self, visitproc visit, void *arg) -> int {
           Py_VISIT(Py_TYPE(self));
           return box_traverse(self, visit, arg);
         }),
    SLOT(Py_tp_clear, box_clear),
    SLOT(Py_tp_dealloc, box_heap_dealloc),
    {0, nullptr}};
HEAP_TYPE(lambda, Box, WITH_GC)
