// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def loop(make):
// RUNTIME-SETUP:     held = []
// RUNTIME-SETUP:     held.append(make(held))
// RUNTIME: call=slot types=Bad_Type,Good_Type bad=cell_traverse_bad:leak run=loop(m.Bad_Type)
// RUNTIME: call=slot types=Bad_Type,Good_Type good=cell_traverse_good run=loop(m.Good_Type)
// RUNTIME: bad=make_bad:leak run=loop(m.make_bad())
// RUNTIME: good=make_good run=loop(m.make_good())
// Pattern: G02
// In C++: casts, positional initialisers, member functions and templates.

#include "Inputs/box.hpp"

struct Cell {
  PyObject_HEAD
  PyObject *value;

  int visitAll(visitproc visit, void *arg) {
    Py_VISIT(value);
    return 0;
  }
};

static int cell_init(PyObject *object, PyObject *args, PyObject *kwargs) {
  Cell *self = reinterpret_cast<Cell *>(object);
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return -1;
  PyObject *old = self->value;
  Py_INCREF(value);
  self->value = value;
  Py_XDECREF(old);
  return 0;
}

template <typename T> int clear(PyObject *self) {
  Py_CLEAR(static_cast<T *>(static_cast<void *>(self))->value);
  return 0;
}

static void cell_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  clear<Cell>(self);
  Py_TYPE(self)->tp_free(self);
}

static int cell_traverse_bad(PyObject *self, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'cell_traverse_bad' ... 'value'
  return 0;
}

static int cell_traverse_good(PyObject *self, visitproc visit, void *arg) {
  return reinterpret_cast<Cell *>(self)->visitAll(visit, arg);
}

PyTypeObject Bad_Type = STATIC_TYPE("example.Bad", Cell, WITH_GC, cell_dealloc,
                                    cell_traverse_bad, clear<Cell>, 0,
                                    cell_init, PyType_GenericNew, nullptr);
PyTypeObject Good_Type = STATIC_TYPE("example.Good", Cell, WITH_GC,
                                     cell_dealloc, cell_traverse_good,
                                     clear<Cell>, 0, cell_init,
                                     PyType_GenericNew, nullptr);

// Heap types.

static void cell_heap_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  cell_dealloc(self);
  Py_DECREF(type);
}

static int heap_traverse_bad(PyObject *self, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'heap_traverse_bad' ... 'value'
  Py_VISIT(Py_TYPE(self));
  return 0;
}

static PyType_Slot bad_slots[] = {SLOT(Py_tp_init, cell_init),
                                  SLOT(Py_tp_traverse, heap_traverse_bad),
                                  SLOT(Py_tp_clear, clear<Cell>),
                                  SLOT(Py_tp_dealloc, cell_heap_dealloc),
                                  {0, nullptr}};
HEAP_TYPE(bad, Cell, WITH_GC)

static int heap_traverse_good(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  return cell_traverse_good(self, visit, arg);
}

static PyType_Slot good_slots[] = {SLOT(Py_tp_init, cell_init),
                                   SLOT(Py_tp_traverse, heap_traverse_good),
                                   SLOT(Py_tp_clear, clear<Cell>),
                                   SLOT(Py_tp_dealloc, cell_heap_dealloc),
                                   {0, nullptr}};
HEAP_TYPE(good, Cell, WITH_GC)
