// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import gc
// RUNTIME-SETUP: def collected(make):
// RUNTIME-SETUP:     parent = [1]
// RUNTIME-SETUP:     children = make(parent), make(parent)
// RUNTIME-SETUP:     gc.collect()
// RUNTIME: call=slot types=Bad_Type,Good_Type bad=traverse_bad:crash|over run=collected(m.Bad_Type)
// RUNTIME: call=slot types=Bad_Type,Good_Type good=traverse_good run=collected(m.Good_Type)
// RUNTIME: bad=make_bad:crash|over run=collected(m.make_bad())
// RUNTIME: good=make_good run=collected(m.make_good())
// Pattern: G04
// In C++: what is visited without being owned, in a static and in a heap type.

#include "Inputs/box.hpp"

DEFINE_BOX

struct Child {
  PyObject_HEAD
  PyObject *parent; // borrowed
};

static PyObject *child_new(PyTypeObject *type, PyObject *args,
                           PyObject *kwargs) {
  PyObject *parent;
  if (!PyArg_ParseTuple(args, "O", &parent))
    return nullptr;
  PyObject *self = type->tp_alloc(type, 0);
  if (self != nullptr)
    reinterpret_cast<Child *>(self)->parent = parent;
  return self;
}

// To hand it out takes a reference, but not for the child.
static PyObject *child_parent(PyObject *self, void *closure) {
  PyObject *parent = reinterpret_cast<Child *>(self)->parent;
  Py_INCREF(parent);
  return parent;
}

PyGetSetDef child_getset[] = {
    {"parent", child_parent, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr}};

static void child_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  Py_TYPE(self)->tp_free(self);
}

static int traverse_bad(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(reinterpret_cast<Child *>(self)->parent);
  // GC-SUPPORT: ^'traverse_bad' ... 'parent'
  return 0;
}

PyTypeObject Bad_Type = STATIC_TYPE("example.Bad", Child, WITH_GC,
                                    child_dealloc, traverse_bad, nullptr, 0,
                                    nullptr, child_new, nullptr);

static int traverse_good(PyObject *self, visitproc visit, void *arg) {
  return 0;
}

PyTypeObject Good_Type = STATIC_TYPE("example.Good", Child, WITH_GC,
                                     child_dealloc, traverse_good, nullptr, 0,
                                     nullptr, child_new, nullptr);

static void child_heap_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  child_dealloc(self);
  Py_DECREF(type);
}

static int heap_traverse_bad(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(reinterpret_cast<Child *>(self)->parent);
  // GC-SUPPORT: ^'heap_traverse_bad' ... 'parent'
  return 0;
}

static PyType_Slot bad_slots[] = {SLOT(Py_tp_new, child_new),
                                  SLOT(Py_tp_traverse, heap_traverse_bad),
                                  SLOT(Py_tp_dealloc, child_heap_dealloc),
                                  {0, nullptr}};
HEAP_TYPE(bad, Child, WITH_GC)

static int heap_traverse_good(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  return 0;
}

static PyType_Slot good_slots[] = {SLOT(Py_tp_new, child_new),
                                   SLOT(Py_tp_traverse, heap_traverse_good),
                                   SLOT(Py_tp_dealloc, child_heap_dealloc),
                                   SLOT(Py_tp_getset, child_getset),
                                   {0, nullptr}};
HEAP_TYPE(good, Child, WITH_GC)
