// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def loop(make):
// RUNTIME-SETUP:     T = make()
// RUNTIME-SETUP:     T.instance = T()
// RUNTIME: bad=make_bad:leak run=loop(m.make_bad)
// RUNTIME: good=make_good run=loop(m.make_good)
// Pattern: G03
// From Python 3.9 on, instances of a heap type must visit it.

#include "Inputs/box.h"

DEFINE_BOX

static int box_traverse_bad(Box *self, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'box_traverse_bad' ... Py_VISIT(Py_TYPE(self))
  Py_VISIT(self->value);
  return 0;
}

static PyType_Slot bad_slots[] = {{Py_tp_traverse, box_traverse_bad},
                                  {Py_tp_clear, box_clear},
                                  {Py_tp_dealloc, box_heap_dealloc},
                                  {0, NULL}};
static PyType_Spec bad_spec = {"example.Box", sizeof(Box), 0,
                               Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                               bad_slots};

static PyObject *make_bad(PyObject *self, PyObject *args) {
  return PyType_FromSpec(&bad_spec);
}

static int box_traverse_good(Box *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(self->value);
  return 0;
}

static PyType_Slot good_slots[] = {{Py_tp_traverse, box_traverse_good},
                                   {Py_tp_clear, box_clear},
                                   {Py_tp_dealloc, box_heap_dealloc},
                                   {0, NULL}};
static PyType_Spec good_spec = {"example.Box", sizeof(Box), 0,
                                Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                                good_slots};

static PyObject *make_good(PyObject *self, PyObject *args) {
  return PyType_FromSpec(&good_spec);
}

// With bases, tp_traverse of a base may visit the type.
static PyType_Slot derived_slots[] = {{Py_tp_traverse, box_traverse_good},
                                      {Py_tp_clear, box_clear},
                                      {Py_tp_dealloc, box_heap_dealloc},
                                      {0, NULL}};
static PyType_Spec derived_spec = {"example.Derived", sizeof(Box), 0,
                                   Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                                   derived_slots};

PyObject *make_derived(PyObject *bases) {
  return PyType_FromSpecWithBases(&derived_spec, bases);
}
