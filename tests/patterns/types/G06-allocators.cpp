// RUN: %check_all_hosts %s
// RUNTIME: call=slot types=Plain_Type,Good_Type bad=plain_dealloc:crash run=m.Plain_Type(1)
// RUNTIME: call=slot types=Plain_Type,Good_Type good=box_dealloc run=m.Good_Type(1)
// RUNTIME: bad=make_plain:crash run=m.make_plain()(1)
// RUNTIME: good=make_good run=m.make_good()(1)
// Pattern: G06
// In C++: memory with the collector's header, and functions that know nothing of
// it.

#include "Inputs/box.hpp"

DEFINE_BOX

static void plain_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  box_clear(self);
  PyObject_Free(self);
  // DEALLOC: ^'plain_dealloc' ... 'Plain_Type'
}

PyTypeObject Plain_Type =
    STATIC_TYPE("example.Plain", Box, WITH_GC, plain_dealloc, box_traverse,
                box_clear, 0, box_init, PyType_GenericNew, nullptr);
PyTypeObject Good_Type =
    STATIC_TYPE("example.Good", Box, WITH_GC, box_dealloc, box_traverse,
                box_clear, 0, box_init, PyType_GenericNew, nullptr);

static void heap_plain_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  box_clear(self);
  PyObject_Free(self);
  // DEALLOC: ^'heap_plain_dealloc' ... 'plain_spec'
  Py_DECREF(type);
}

static PyType_Slot plain_slots[] = {SLOT(Py_tp_init, box_init),
                                    SLOT(Py_tp_traverse, box_heap_traverse),
                                    SLOT(Py_tp_clear, box_clear),
                                    SLOT(Py_tp_dealloc, heap_plain_dealloc),
                                    {0, nullptr}};
HEAP_TYPE(plain, Box, WITH_GC)

static PyType_Slot good_slots[] = {SLOT(Py_tp_init, box_init),
                                   SLOT(Py_tp_traverse, box_heap_traverse),
                                   SLOT(Py_tp_clear, box_clear),
                                   SLOT(Py_tp_dealloc, box_heap_dealloc),
                                   {0, nullptr}};
HEAP_TYPE(good, Box, WITH_GC)

PyObject *instance_bad() {
  Box *self = PyObject_New(Box, &Plain_Type);
  // DEALLOC: ... 'Plain_Type'
  if (self != nullptr)
    self->value = nullptr;
  return reinterpret_cast<PyObject *>(self);
}

PyObject *instance_good() {
  Box *self = PyObject_GC_New(Box, &Good_Type);
  if (self != nullptr) {
    self->value = nullptr;
    PyObject_GC_Track(self);
  }
  return reinterpret_cast<PyObject *>(self);
}
