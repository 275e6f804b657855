// RUN: %check_all_hosts %s
// RUNTIME: types=Bad_Type,Good_Type bad=drop:crash run=f(m.Bad_Type)
// RUNTIME: types=Bad_Type,Good_Type good=drop run=f(m.Good_Type)
// RUNTIME: bad=drop:crash run=f(m.make_bad())
// RUNTIME: good=drop run=f(m.make_good())
// RUNTIME: good=make_bad,make_good args=()
// Pattern: G12
// In C++: a finalizer that runs while an exception is being raised.

#include "Inputs/box.hpp"

DEFINE_BOX

// The last reference goes while an exception is set.
static PyObject *drop(PyObject *self, PyObject *args) {
  PyObject *last = PyObject_CallOneArg(PyTuple_GET_ITEM(args, 0), Py_None);
  if (last == nullptr)
    return nullptr;
  PyErr_SetString(PyExc_KeyError, "being raised");
  Py_DECREF(last);
  return nullptr;
}

static void finalize_bad(PyObject *self) {
  PyObject *result = PyObject_CallMethod(self, "__repr__", nullptr);
  // DEALLOC: ^'finalize_bad' ... 'PyObject_CallMethod'
  if (result == nullptr)
    PyErr_WriteUnraisable(self);
  Py_XDECREF(result);
}

static void finalize_good(PyObject *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *result = PyObject_CallMethod(self, "__repr__", nullptr);
  if (result == nullptr)
    PyErr_WriteUnraisable(self);
  Py_XDECREF(result);
  PyErr_Restore(type, value, traceback);
}

static void dealloc(PyObject *self) {
  if (PyObject_CallFinalizerFromDealloc(self) < 0)
    return;
  box_dealloc(self);
}

PyTypeObject Bad_Type =
    STATIC_TYPE("example.Bad", Box, WITH_GC, dealloc, box_traverse, box_clear,
                0, box_init, PyType_GenericNew, finalize_bad);
PyTypeObject Good_Type =
    STATIC_TYPE("example.Good", Box, WITH_GC, dealloc, box_traverse, box_clear,
                0, box_init, PyType_GenericNew, finalize_good);

static void heap_finalize_bad(PyObject *self) {
  if (PyErr_WarnEx(nullptr, "not closed", 1) < 0)
    // DEALLOC: ^'heap_finalize_bad' ... 'PyErr_WarnEx'
    PyErr_WriteUnraisable(self);
}

static void heap_dealloc(PyObject *self) {
  if (PyObject_CallFinalizerFromDealloc(self) < 0)
    return;
  box_heap_dealloc(self);
}

static PyType_Slot bad_slots[] = {SLOT(Py_tp_init, box_init),
                                  SLOT(Py_tp_traverse, box_heap_traverse),
                                  SLOT(Py_tp_clear, box_clear),
                                  SLOT(Py_tp_finalize, heap_finalize_bad),
                                  SLOT(Py_tp_dealloc, heap_dealloc),
                                  {0, nullptr}};
HEAP_TYPE(bad, Box, WITH_GC)

static PyType_Slot good_slots[] = {SLOT(Py_tp_init, box_init),
                                   SLOT(Py_tp_traverse, box_heap_traverse),
                                   SLOT(Py_tp_clear, box_clear),
                                   SLOT(Py_tp_finalize, finalize_good),
                                   SLOT(Py_tp_dealloc, heap_dealloc),
                                   {0, nullptr}};
HEAP_TYPE(good, Box, WITH_GC)
