// RUN: %check_all_hosts %s
// RUNTIME-SETUP: kept = []
// RUNTIME-SETUP: def keep(box): kept.append(box)
// RUNTIME-SETUP: def look(box): pass
// RUNTIME-SETUP: def drop(make, value):
// RUNTIME-SETUP:     make(value)
// RUNTIME-SETUP:     kept.clear()
// RUNTIME: call=slot types=Calls_Type,Keeps_Type,Good_Type bad=dealloc_calls:crash|over
//     run=drop(m.Calls_Type, look)
// RUNTIME: call=slot types=Calls_Type,Keeps_Type,Good_Type bad=dealloc_keeps:crash|over
//     run=drop(m.Keeps_Type, kept)
// RUNTIME: call=slot types=Calls_Type,Keeps_Type,Good_Type good=dealloc_good
//     run=drop(m.Good_Type, keep)
// RUNTIME: bad=make_calls:crash|over run=drop(m.make_calls(), look)
// RUNTIME: good=make_good run=drop(m.make_good(), keep)
// Pattern: G12
// In tp_dealloc the object's count is 0. Who takes a reference and releases it
// deallocates the object once more; who keeps it has freed memory.

#include "Inputs/box.h"

DEFINE_BOX

static void dealloc_calls(Box *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  Py_XDECREF(PyObject_CallFunctionObjArgs(self->value, self, NULL));
  // DEALLOC: ^'dealloc_calls' ... 'PyObject_CallFunctionObjArgs'
  PyErr_Restore(type, value, traceback);
  box_dealloc(self);
}

BOX_TYPE(Calls, WITH_GC, box_traverse, box_clear, dealloc_calls);

static PyObject *graveyard;

static void dealloc_keeps(Box *self) {
  if (graveyard == NULL)
    graveyard = PyList_New(0);
  if (graveyard == NULL || PyList_Append(graveyard, (PyObject *)self) < 0)
    // DEALLOC: ^'dealloc_keeps' ... 'PyList_Append'
    PyErr_Clear();
  box_dealloc(self);
}

BOX_TYPE(Keeps, WITH_GC, box_traverse, box_clear, dealloc_keeps);

// The finalizer runs while the object still lives.

static void finalize(PyObject *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *callback = ((Box *)self)->value;
  if (callback != NULL)
    Py_XDECREF(PyObject_CallFunctionObjArgs(callback, self, NULL));
  PyErr_Restore(type, value, traceback);
}

static void dealloc_good(Box *self) {
  if (PyObject_CallFinalizerFromDealloc((PyObject *)self) < 0)
    return;
  box_dealloc(self);
}

BOX_TYPE(Good, WITH_GC, box_traverse, box_clear, dealloc_good,
         .tp_finalize = finalize);

// By hand, as before Python 3.4: the count is raised first.

static void dealloc_by_hand(Box *self) {
  PyObject *type, *value, *traceback;
  Py_SET_REFCNT(self, 1);
  PyErr_Fetch(&type, &value, &traceback);
  Py_XDECREF(PyObject_CallFunctionObjArgs(self->value, self, NULL));
  PyErr_Restore(type, value, traceback);
  Py_SET_REFCNT(self, Py_REFCNT(self) - 1);
  if (Py_REFCNT(self) > 0)
    return;
  box_dealloc(self);
}

BOX_TYPE(ByHand, WITH_GC, box_traverse, box_clear, dealloc_by_hand);

// Heap types.

static void heap_dealloc_calls(Box *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  Py_XDECREF(PyObject_CallFunctionObjArgs(self->value, self, NULL));
  // DEALLOC: ^'heap_dealloc_calls' ... 'PyObject_CallFunctionObjArgs'
  PyErr_Restore(type, value, traceback);
  box_heap_dealloc(self);
}

BOX_HEAP_TYPE(calls, {Py_tp_traverse, box_heap_traverse},
              {Py_tp_clear, box_clear}, {Py_tp_dealloc, heap_dealloc_calls})

static void heap_dealloc_good(Box *self) {
  if (PyObject_CallFinalizerFromDealloc((PyObject *)self) < 0)
    return;
  box_heap_dealloc(self);
}

BOX_HEAP_TYPE(good, {Py_tp_traverse, box_heap_traverse},
              {Py_tp_clear, box_clear}, {Py_tp_finalize, finalize},
              {Py_tp_dealloc, heap_dealloc_good})
