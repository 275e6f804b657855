// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import gc
// RUNTIME-SETUP: class Collect:
// RUNTIME-SETUP:     def __del__(self): gc.collect()
// RUNTIME: call=slot types=None_Type,Good_Type bad=dealloc_none:crash run=m.None_Type(Collect())
// RUNTIME: call=slot types=None_Type,Good_Type good=box_dealloc run=m.Good_Type(Collect())
// RUNTIME: bad=make_none:crash run=m.make_none()(Collect())
// RUNTIME: good=make_good run=m.make_good()(Collect())
// Pattern: G06
// In C++: tp_dealloc without PyObject_GC_UnTrack.

#include "Inputs/box.hpp"

DEFINE_BOX

static void dealloc_none(PyObject *self) {
  // DEALLOC: ^'dealloc_none'
  Py_XDECREF(box(self)->value);
  Py_TYPE(self)->tp_free(self);
}

PyTypeObject None_Type =
    STATIC_TYPE("example.None", Box, WITH_GC, dealloc_none, box_traverse,
                box_clear, 0, box_init, PyType_GenericNew, nullptr);
PyTypeObject Good_Type =
    STATIC_TYPE("example.Good", Box, WITH_GC, box_dealloc, box_traverse,
                box_clear, 0, box_init, PyType_GenericNew, nullptr);

static void heap_dealloc_none(PyObject *self) {
  // DEALLOC: ^'heap_dealloc_none'
  PyTypeObject *type = Py_TYPE(self);
  Py_XDECREF(box(self)->value);
  type->tp_free(self);
  Py_DECREF(type);
}

static PyType_Slot none_slots[] = {SLOT(Py_tp_init, box_init),
                                   SLOT(Py_tp_traverse, box_heap_traverse),
                                   SLOT(Py_tp_clear, box_clear),
                                   SLOT(Py_tp_dealloc, heap_dealloc_none),
                                   {0, nullptr}};
HEAP_TYPE(none, Box, WITH_GC)

static PyType_Slot good_slots[] = {SLOT(Py_tp_init, box_init),
                                   SLOT(Py_tp_traverse, box_heap_traverse),
                                   SLOT(Py_tp_clear, box_clear),
                                   SLOT(Py_tp_dealloc, box_heap_dealloc),
                                   {0, nullptr}};
HEAP_TYPE(good, Box, WITH_GC)
