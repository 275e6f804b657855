// RUN: %check_all_hosts %s
// RUNTIME: none (the types show it)
// Pattern: G03, L21
// The same in C++: a class that holds the type, a lambda, a reference.

#include <Python.h>

namespace {

struct Box {
  PyObject_HEAD
  PyObject *inner;
};

int box_traverse(PyObject *op, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(op));
  Py_VISIT(reinterpret_cast<Box *>(op)->inner);
  return 0;
}

int box_clear(PyObject *op) {
  Py_CLEAR(reinterpret_cast<Box *>(op)->inner);
  return 0;
}

void bad_dealloc(PyObject *op) {
  // DEALLOC: 'bad_dealloc' does not release the type
  PyObject_GC_UnTrack(op);
  box_clear(op);
  Py_TYPE(op)->tp_free(op);
}

void derived_dealloc(PyObject *op) {
  // DEALLOC: 'derived_dealloc' does not release the type
  PyObject_GC_UnTrack(op);
  box_clear(op);
  Py_TYPE(op)->tp_free(op);
}

PyType_Slot bad_slots[] = {{Py_tp_dealloc, (void *)bad_dealloc},
                           {Py_tp_traverse, (void *)box_traverse},
                           {Py_tp_clear, (void *)box_clear},
                           {0, nullptr}};
PyType_Slot derived_slots[] = {{Py_tp_dealloc, (void *)derived_dealloc},
                               {Py_tp_traverse, (void *)box_traverse},
                               {Py_tp_clear, (void *)box_clear},
                               {0, nullptr}};
PyType_Spec bad_spec = {"m.Bad", sizeof(Box), 0,
                        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, bad_slots};
PyType_Spec derived_spec = {"m.Derived", sizeof(Box), 0,
                            Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                            derived_slots};

PyObject *make(PyType_Spec &spec, PyObject *bases = nullptr) {
  return PyType_FromSpecWithBases(&spec, bases);
}

} // namespace

int add_types(PyObject *module, PyObject *bases) {
  PyObject *bad = make(bad_spec);
  if (!bad || PyModule_AddObject(module, "Bad", bad) < 0) {
    Py_XDECREF(bad);
    return -1;
  }
  PyObject *derived = make(derived_spec, bases);
  if (!derived || PyModule_AddObject(module, "Derived", derived) < 0) {
    Py_XDECREF(derived);
    return -1;
  }
  return 0;
}
