// RUN: %check_all_hosts %s | FileCheck %s --allow-empty --implicit-check-not=warning:
// RUNTIME: none (needs an older Python)
// PYTHON-VERSION: 3.8
// Pattern: G03
// Before Python 3.9 the instances of a heap type own it, but need not visit it.

#include "Inputs/box.h"

DEFINE_BOX

static PyType_Slot slots[] = {{Py_tp_traverse, box_traverse},
                              {Py_tp_clear, box_clear},
                              {Py_tp_dealloc, box_heap_dealloc},
                              {0, NULL}};
static PyType_Spec spec = {"example.Box", sizeof(Box), 0,
                           Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, slots};

PyObject *make(void) { return PyType_FromSpec(&spec); }
