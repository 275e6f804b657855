// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import gc
// RUNTIME-SETUP: def collected(make):
// RUNTIME-SETUP:     parent = [1]
// RUNTIME-SETUP:     children = make(parent), make(parent)
// RUNTIME-SETUP:     gc.collect()
// RUNTIME: bad=make_bad:crash|over run=collected(m.make_bad())
// RUNTIME: good=make_good run=collected(m.make_good())
// Pattern: G04
// A heap type whose instances borrow: they own nothing but their type.

#include "Inputs/box.h"

typedef struct {
  PyObject_HEAD
  PyObject *parent; /* borrowed: the parent outlives its children */
} Box;

static int box_init(Box *self, PyObject *args, PyObject *kwargs) {
  return PyArg_ParseTuple(args, "O", &self->parent) ? 0 : -1;
}

static void box_dealloc(Box *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  type->tp_free((PyObject *)self);
  Py_DECREF(type);
}

static int traverse_bad(Box *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(self->parent);
  // GC-SUPPORT: ^'traverse_bad' ... 'parent'
  return 0;
}

BOX_HEAP_TYPE(bad, {Py_tp_traverse, traverse_bad}, {Py_tp_dealloc, box_dealloc})

static int traverse_good(Box *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  return 0;
}

BOX_HEAP_TYPE(good, {Py_tp_traverse, traverse_good},
              {Py_tp_dealloc, box_dealloc})
