// RUN: %pyrefcheck %s -- %pyinc 2>&1 | FileCheck %s
// Tables that are initialised with themselves, or with each other.
// CHECK: 1 file, {{[0-9]+}} function{{s?}} analysed, 0 findings

#include <Python.h>

void itself(void) {
  PyModuleDef definition = definition;
  PyType_Spec spec = spec;
  PyTypeObject type = type;
  (void)definition, (void)spec, (void)type;
}

PyObject *make(PyObject *self, PyObject *args) { return PyList_New(0); }
