// RUN: %check_all_hosts %s | FileCheck %s --implicit-check-not=warning:
// RUNTIME-SETUP: def loop(make):
// RUNTIME-SETUP:     held = []
// RUNTIME-SETUP:     held.append(make(held))
// RUNTIME: call=slot types=Bad_Type,Good_Type bad=cell_traverse_bad:leak run=loop(m.Bad_Type)
// RUNTIME: call=slot types=Bad_Type,Good_Type good=cell_traverse_good run=loop(m.Good_Type)
// Pattern: G02
// In C++: casts, positional initialisers, member functions and templates.

#include <Python.h>

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
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'cell_traverse_bad'{{.*}}'value'{{.*}} [cpython-gc-support]
  return 0;
}

static int cell_traverse_good(PyObject *self, visitproc visit, void *arg) {
  return reinterpret_cast<Cell *>(self)->visitAll(visit, arg);
}

#define CELL_TYPE(NAME, TRAVERSE)                                              \
  {                                                                            \
    PyVarObject_HEAD_INIT(nullptr, 0) NAME, sizeof(Cell), 0, cell_dealloc, 0,  \
        nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,         \
        nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,                  \
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, nullptr, TRAVERSE,            \
        clear<Cell>, nullptr, 0, nullptr, nullptr, nullptr, nullptr, nullptr,  \
        nullptr, nullptr, nullptr, nullptr, 0, cell_init, nullptr,             \
        PyType_GenericNew,                                                     \
  }

PyTypeObject Bad_Type = CELL_TYPE("example.Bad", cell_traverse_bad);
PyTypeObject Good_Type = CELL_TYPE("example.Good", cell_traverse_good);
