// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import weakref
// RUNTIME-SETUP: def dangle(make):
// RUNTIME-SETUP:     box = make()
// RUNTIME-SETUP:     way = weakref.ref(box)
// RUNTIME-SETUP:     del box
// RUNTIME-SETUP:     way()
// RUNTIME: call=slot types=None_Type,Good_Type bad=dealloc_none:crash|over|leak
//     run=dangle(m.None_Type)
// RUNTIME: call=slot types=None_Type,Good_Type good=dealloc_good run=dangle(m.Good_Type)
// RUNTIME: bad=make_none:crash|over|leak run=dangle(m.make_none())
// RUNTIME: good=make_good run=dangle(m.make_good())
// Pattern: G09
// In C++: weak references to an object that dies.

#include "Inputs/box.hpp"
#include <stddef.h>
#include <structmember.h>

DEFINE_BOX

struct Target {
  PyObject_HEAD
  PyObject *weakrefs;
};

static int target_traverse(PyObject *self, visitproc visit, void *arg) {
  return 0;
}

static void dealloc_none(PyObject *self) {
  // DEALLOC: ^'dealloc_none' ... 'None_Type'
  PyObject_GC_UnTrack(self);
  Py_TYPE(self)->tp_free(self);
}

PyTypeObject None_Type = STATIC_TYPE(
    "example.None", Target, WITH_GC, dealloc_none, target_traverse, nullptr,
    offsetof(Target, weakrefs), nullptr, PyType_GenericNew, nullptr);

static void dealloc_good(PyObject *self) {
  PyObject_GC_UnTrack(self);
  if (reinterpret_cast<Target *>(self)->weakrefs != nullptr)
    PyObject_ClearWeakRefs(self);
  Py_TYPE(self)->tp_free(self);
}

PyTypeObject Good_Type = STATIC_TYPE(
    "example.Good", Target, WITH_GC, dealloc_good, target_traverse, nullptr,
    offsetof(Target, weakrefs), nullptr, PyType_GenericNew, nullptr);

static PyMemberDef members[] = {{"__weaklistoffset__", T_PYSSIZET,
                                 offsetof(Target, weakrefs), READONLY, nullptr},
                                {nullptr, 0, 0, 0, nullptr}};

static int heap_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  return 0;
}

static void heap_dealloc_none(PyObject *self) {
  // DEALLOC: ^'heap_dealloc_none' ... 'none_spec'
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  type->tp_free(self);
  Py_DECREF(type);
}

static PyType_Slot none_slots[] = {SLOT(Py_tp_members, members),
                                   SLOT(Py_tp_traverse, heap_traverse),
                                   SLOT(Py_tp_dealloc, heap_dealloc_none),
                                   {0, nullptr}};
HEAP_TYPE(none, Target, WITH_GC)

static void heap_dealloc_good(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  dealloc_good(self);
  Py_DECREF(type);
}

static PyType_Slot good_slots[] = {SLOT(Py_tp_members, members),
                                   SLOT(Py_tp_traverse, heap_traverse),
                                   SLOT(Py_tp_dealloc, heap_dealloc_good),
                                   {0, nullptr}};
HEAP_TYPE(good, Target, WITH_GC)
