// RUN: %check_all_hosts %s
// RUNTIME: types=Bad_Type,Good_Type bad=drop:crash run=f(m.Bad_Type)
// RUNTIME: types=Bad_Type,Good_Type good=drop run=f(m.Good_Type)
// RUNTIME: bad=drop:crash run=f(m.make_bad())
// RUNTIME: good=drop run=f(m.make_good())
// RUNTIME: good=make_bad,make_good args=()
// Pattern: G12
// A finalizer can run while an exception is being handled.

#include "Inputs/box.h"

DEFINE_BOX

// The last reference goes while an exception is set.
static PyObject *drop(PyObject *self, PyObject *args) {
  PyObject *last = PyObject_CallOneArg(PyTuple_GET_ITEM(args, 0), Py_None);
  if (last == NULL)
    return NULL;
  PyErr_SetString(PyExc_KeyError, "being raised");
  Py_DECREF(last);
  return NULL;
}

static void dealloc(Box *self) {
  if (PyObject_CallFinalizerFromDealloc((PyObject *)self) < 0)
    return;
  box_dealloc(self);
}

static void finalize_bad(PyObject *self) {
  PyObject *result = PyObject_CallMethod(self, "__repr__", NULL);
  // DEALLOC: ^'finalize_bad' ... 'PyObject_CallMethod'
  if (result == NULL)
    PyErr_WriteUnraisable(self);
  Py_XDECREF(result);
}

BOX_TYPE(Bad, WITH_GC, box_traverse, box_clear, dealloc,
         .tp_finalize = finalize_bad);

static void finalize_good(PyObject *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *result = PyObject_CallMethod(self, "__repr__", NULL);
  if (result == NULL)
    PyErr_WriteUnraisable(self);
  Py_XDECREF(result);
  PyErr_Restore(type, value, traceback);
}

BOX_TYPE(Good, WITH_GC, box_traverse, box_clear, dealloc,
         .tp_finalize = finalize_good);

// Heap types.

static void heap_dealloc(Box *self) {
  if (PyObject_CallFinalizerFromDealloc((PyObject *)self) < 0)
    return;
  box_heap_dealloc(self);
}

static void heap_finalize_bad(PyObject *self) {
  if (PyErr_WarnEx(NULL, "not closed", 1) < 0)
    // DEALLOC: ^'heap_finalize_bad' ... 'PyErr_WarnEx'
    PyErr_WriteUnraisable(self);
}

BOX_HEAP_TYPE(bad, {Py_tp_traverse, box_heap_traverse},
              {Py_tp_clear, box_clear}, {Py_tp_finalize, heap_finalize_bad},
              {Py_tp_dealloc, heap_dealloc})
BOX_HEAP_TYPE(good, {Py_tp_traverse, box_heap_traverse},
              {Py_tp_clear, box_clear}, {Py_tp_finalize, finalize_good},
              {Py_tp_dealloc, heap_dealloc})
