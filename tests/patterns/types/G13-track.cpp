// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import gc
// RUNTIME-SETUP: gc.set_threshold(1)
// RUNTIME: types=Box_Type bad=make_bad:crash run=m.make_bad()
// RUNTIME: types=Box_Type good=make_good run=m.make_good()
// Pattern: G13
// In C++: an object that the collector sees before its fields are set, of a static
// and of a heap type. A debug build fills new memory with a pattern.

#include "Inputs/box.hpp"

DEFINE_BOX

PyTypeObject Box_Type =
    STATIC_TYPE("example.Box", Box, WITH_GC, box_dealloc, box_traverse,
                box_clear, 0, nullptr, PyType_GenericNew, nullptr);

static PyType_Slot heap_slots[] = {SLOT(Py_tp_traverse, box_heap_traverse),
                                   SLOT(Py_tp_clear, box_clear),
                                   SLOT(Py_tp_dealloc, box_heap_dealloc),
                                   {0, nullptr}};
HEAP_TYPE(heap, Box, WITH_GC)

PyObject *make_bad(PyObject *self, PyObject *args) {
  Box *target = PyObject_GC_New(Box, &Box_Type);
  if (target == nullptr)
    return nullptr;
  PyObject_GC_Track(target);
  // GC-SUPPORT: ^'PyObject_GC_Track' ... 'value'
  target->value = PyList_New(0);
  return reinterpret_cast<PyObject *>(target);
}

PyObject *make_good(PyObject *self, PyObject *args) {
  Box *target = PyObject_GC_New(Box, &Box_Type);
  if (target == nullptr)
    return nullptr;
  target->value = PyList_New(0);
  PyObject_GC_Track(target);
  return reinterpret_cast<PyObject *>(target);
}

PyObject *make_heap_bad(PyTypeObject *type) {
  Box *target = PyObject_GC_New(Box, type);
  if (target == nullptr)
    return nullptr;
  PyObject_GC_Track(target);
  // GC-SUPPORT: ^'PyObject_GC_Track' ... 'value'
  target->value = PyList_New(0);
  return reinterpret_cast<PyObject *>(target);
}
