// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def own(make):
// RUNTIME-SETUP:     box = make(None)
// RUNTIME-SETUP:     box.__init__(box)
// RUNTIME: call=slot types=NoClear_Type,Misses_Type,Good_Type bad=no_clear:leak
//     run=own(m.NoClear_Type)
// RUNTIME: call=slot types=NoClear_Type,Misses_Type,Good_Type bad=clear_misses:leak
//     run=own(m.Misses_Type)
// RUNTIME: call=slot types=NoClear_Type,Misses_Type,Good_Type good=box_clear run=own(m.Good_Type)
// RUNTIME: bad=make_misses:leak run=own(m.make_misses())
// RUNTIME: good=make_good run=own(m.make_good())
// Pattern: G05
// In C++: tp_clear that is absent or misses a field.

#include "Inputs/box.hpp"

DEFINE_BOX

PyTypeObject NoClear_Type =
    // GC-SUPPORT: 'NoClear_Type' ... 'value'
    STATIC_TYPE("example.NoClear", Box, WITH_GC, box_dealloc, box_traverse,
                nullptr, 0, box_init, PyType_GenericNew, nullptr);

static int clear_misses(PyObject *self) {
  // GC-SUPPORT: ^'clear_misses' ... 'value'
  return 0;
}

PyTypeObject Misses_Type =
    STATIC_TYPE("example.Misses", Box, WITH_GC, box_dealloc, box_traverse,
                clear_misses, 0, box_init, PyType_GenericNew, nullptr);

PyTypeObject Good_Type =
    STATIC_TYPE("example.Good", Box, WITH_GC, box_dealloc, box_traverse,
                box_clear, 0, box_init, PyType_GenericNew, nullptr);

static int heap_clear_misses(PyObject *self) {
  // GC-SUPPORT: ^'heap_clear_misses' ... 'value'
  return 0;
}

static PyType_Slot misses_slots[] = {SLOT(Py_tp_init, box_init),
                                     SLOT(Py_tp_traverse, box_heap_traverse),
                                     SLOT(Py_tp_clear, heap_clear_misses),
                                     SLOT(Py_tp_dealloc, box_heap_dealloc),
                                     {0, nullptr}};
HEAP_TYPE(misses, Box, WITH_GC)

static PyType_Slot good_slots[] = {SLOT(Py_tp_init, box_init),
                                   SLOT(Py_tp_traverse, box_heap_traverse),
                                   SLOT(Py_tp_clear, box_clear),
                                   SLOT(Py_tp_dealloc, box_heap_dealloc),
                                   {0, nullptr}};
HEAP_TYPE(good, Box, WITH_GC)
