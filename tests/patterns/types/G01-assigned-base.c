// RUN: %check_all_hosts %s
// RUNTIME: none (what matters is how the type is filled in)
// Pattern: G01
// A base type that is assigned through a variable which stands for one type is
// known; what a function does with a type that others give it is not.

#include "Inputs/box.h"

DEFINE_BOX

static void plain_dealloc(Box *self) {
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

#define PLAIN_TYPE(NAME) BOX_TYPE(NAME, Py_TPFLAGS_DEFAULT, NULL, NULL, plain_dealloc)

PLAIN_TYPE(Bad);
// GC-SUPPORT: 'Bad_Type' ... 'value'
PLAIN_TYPE(Unknown);
PLAIN_TYPE(Other);
PLAIN_TYPE(Good);
BOX_TYPE(Collected, WITH_GC, box_traverse, box_clear, box_dealloc);

static int complete(PyTypeObject *type, PyTypeObject *base) {
  type->tp_base = base;
  return PyType_Ready(type);
}

#define ADD_TYPE(TYPE, BASE)                                                   \
  do {                                                                         \
    PyTypeObject *type = TYPE;                                                 \
    type->tp_base = BASE;                                                      \
    if (PyType_Ready(type) < 0)                                                \
      return -1;                                                               \
  } while (0)

int ready(void) {
  ADD_TYPE(&Bad_Type, &PyBaseObject_Type);
  ADD_TYPE(&Good_Type, &Collected_Type);
  if (complete(&Unknown_Type, &Collected_Type) < 0)
    return -1;
  return complete(&Other_Type, &PyBaseObject_Type);
}
