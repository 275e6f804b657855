/* One source for old and new versions: from 3.9 on instances visit their type. */

#include "box.h"

DEFINE_BOX

static int versioned_traverse(Box *self, visitproc visit, void *arg) {
#if PY_VERSION_HEX >= 0x03090000
  Py_VISIT(Py_TYPE(self));
#endif
  Py_VISIT(self->value);
  return 0;
}

static PyType_Slot slots[] = {{Py_tp_init, box_init},
                              {Py_tp_traverse, versioned_traverse},
                              {Py_tp_clear, box_clear},
                              {Py_tp_dealloc, box_heap_dealloc},
                              {0, NULL}};
static PyType_Spec spec = {"example.Versioned", sizeof(Box), 0,
                           Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, slots};

PyObject *make_versioned(void) { return PyType_FromSpec(&spec); }

/* Never. */

static int never_traverse(Box *self, visitproc visit, void *arg) {
  Py_VISIT(self->value);
  return 0;
}

static PyType_Slot never_slots[] = {{Py_tp_init, box_init},
                                    {Py_tp_traverse, never_traverse},
                                    {Py_tp_clear, box_clear},
                                    {Py_tp_dealloc, box_heap_dealloc},
                                    {0, NULL}};
static PyType_Spec never_spec = {"example.Never", sizeof(Box), 0,
                                 Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                                 never_slots};

PyObject *make_never(void) { return PyType_FromSpec(&never_spec); }
