// RUN: %check_all_hosts %s
// RUNTIME-SETUP: kept = []
// RUNTIME-SETUP: def revive(make):
// RUNTIME-SETUP:     box = make(kept)
// RUNTIME-SETUP:     del box
// RUNTIME-SETUP:     kept.clear()
// RUNTIME: call=slot types=Bad_Type,Good_Type bad=dealloc_bad:crash|over run=revive(m.Bad_Type)
// RUNTIME: call=slot types=Bad_Type,Good_Type good=dealloc_good run=revive(m.Good_Type)
// RUNTIME: bad=make_bad:crash|over run=revive(m.make_bad())
// RUNTIME: good=make_good run=revive(m.make_good())
// Pattern: G12
// A finalizer that keeps the object alive: tp_dealloc must leave it alone then.

#include "Inputs/box.h"

DEFINE_BOX

static void box_finalize(PyObject *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  // Into the list that the box holds: it lives again.
  if (((Box *)self)->value != NULL &&
      PyList_Append(((Box *)self)->value, self) < 0)
    // REFERENCE-CYCLE: ^'PyList_Append' puts 'self' into what it owns
    PyErr_WriteUnraisable(self);
  PyErr_Restore(type, value, traceback);
}

static void dealloc_bad(Box *self) {
  PyObject_CallFinalizerFromDealloc((PyObject *)self);
  // DEALLOC: ^'dealloc_bad' ignores the result of PyObject_CallFinalizerFromDealloc
  box_dealloc(self);
}

BOX_TYPE(Bad, WITH_GC, box_traverse, box_clear, dealloc_bad,
         .tp_finalize = box_finalize);

static void dealloc_good(Box *self) {
  if (PyObject_CallFinalizerFromDealloc((PyObject *)self) < 0)
    return;
  box_dealloc(self);
}

BOX_TYPE(Good, WITH_GC, box_traverse, box_clear, dealloc_good,
         .tp_finalize = box_finalize);

// Heap types.

static void heap_dealloc_bad(Box *self) {
  PyObject_CallFinalizerFromDealloc((PyObject *)self);
  // DEALLOC: ^'heap_dealloc_bad' ignores the result of PyObject_CallFinalizerFromDealloc
  box_heap_dealloc(self);
}

BOX_HEAP_TYPE(bad, {Py_tp_traverse, box_heap_traverse},
              {Py_tp_clear, box_clear}, {Py_tp_finalize, box_finalize},
              {Py_tp_dealloc, heap_dealloc_bad})

static void heap_dealloc_good(Box *self) {
  if (PyObject_CallFinalizerFromDealloc((PyObject *)self) < 0)
    return;
  box_heap_dealloc(self);
}

BOX_HEAP_TYPE(good, {Py_tp_traverse, box_heap_traverse},
              {Py_tp_clear, box_clear}, {Py_tp_finalize, box_finalize},
              {Py_tp_dealloc, heap_dealloc_good})
