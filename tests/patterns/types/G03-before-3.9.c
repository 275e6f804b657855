// RUN: %check_all_hosts %s
// RUNTIME: none (needs an older Python)
// FLAGS: -DPYREFCHECK_PY=0x03080000
// REAL-HEADER: no
// Pattern: G03
// Before Python 3.9 the instances of a heap type own it, but need not visit it;
// those of classes derived in Python visit it without that.

#include "Inputs/box.h"

static inline PyObject *Py_NewRef(PyObject *object) {
  Py_INCREF(object);
  return object;
}

DEFINE_BOX

#define MAKE(NAME, FLAGS, TRAVERSE)                                            \
  static PyType_Slot NAME##_slots[] = {{Py_tp_traverse, TRAVERSE},             \
                                       {Py_tp_clear, box_clear},               \
                                       {Py_tp_dealloc, box_heap_dealloc},      \
                                       {0, NULL}};                             \
  static PyType_Spec NAME##_spec = {"example.Box", sizeof(Box), 0, FLAGS,      \
                                    NAME##_slots};                             \
  PyObject *make_##NAME(void) { return PyType_FromSpec(&NAME##_spec); }

MAKE(never, WITH_GC, box_traverse)
// Nobody can derive a class.
MAKE(final, WITH_GC, box_heap_traverse)

static int traverse_bad(Box *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  // GC-SUPPORT: ^'traverse_bad' ... 3.9
  Py_VISIT(self->value);
  return 0;
}

MAKE(bad, WITH_GC | Py_TPFLAGS_BASETYPE, traverse_bad)

static int traverse_good(Box *self, visitproc visit, void *arg) {
#if PY_VERSION_HEX >= 0x03090000
  Py_VISIT(Py_TYPE(self));
#endif
  Py_VISIT(self->value);
  return 0;
}

MAKE(good, WITH_GC | Py_TPFLAGS_BASETYPE, traverse_good)
