// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def loop(make):
// RUNTIME-SETUP:     held = []
// RUNTIME-SETUP:     held.append(make(held))
// RUNTIME-SETUP: def on_type(make):
// RUNTIME-SETUP:     T = make()
// RUNTIME-SETUP:     T.instance = T(None)
// RUNTIME: call=slot types=Bad_Type,Good_Type bad=box_plain_dealloc:leak run=loop(m.Bad_Type)
// RUNTIME: call=slot types=Bad_Type,Good_Type good=box_dealloc run=loop(m.Good_Type)
// RUNTIME: bad=make_bad:leak run=on_type(m.make_bad)
// RUNTIME: good=make_good run=on_type(m.make_good)
// Pattern: G01
// In C++: no garbage collection, in a static type and in a heap type.

#include "Inputs/box.hpp"

DEFINE_BOX

static void box_plain_dealloc(PyObject *self) {
  Py_XDECREF(box(self)->value);
  Py_TYPE(self)->tp_free(self);
}

PyTypeObject Bad_Type = STATIC_TYPE("example.Bad", Box, Py_TPFLAGS_DEFAULT,
                                    box_plain_dealloc, nullptr, nullptr, 0,
                                    box_init, PyType_GenericNew, nullptr);
// GC-SUPPORT@-3: 'Bad_Type' ... 'value'

PyTypeObject Good_Type =
    STATIC_TYPE("example.Good", Box, WITH_GC, box_dealloc, box_traverse,
                box_clear, 0, box_init, PyType_GenericNew, nullptr);

static void box_plain_heap_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  Py_XDECREF(box(self)->value);
  type->tp_free(self);
  Py_DECREF(type);
}

static PyType_Slot bad_slots[] = {SLOT(Py_tp_init, box_init),
                                  SLOT(Py_tp_dealloc, box_plain_heap_dealloc),
                                  {0, nullptr}};
HEAP_TYPE(bad, Box, Py_TPFLAGS_DEFAULT)
// GC-SUPPORT: 'bad_spec' ... 'value'

static PyType_Slot good_slots[] = {SLOT(Py_tp_init, box_init),
                                   SLOT(Py_tp_traverse, box_heap_traverse),
                                   SLOT(Py_tp_clear, box_clear),
                                   SLOT(Py_tp_dealloc, box_heap_dealloc),
                                   {0, nullptr}};
HEAP_TYPE(good, Box, WITH_GC)
