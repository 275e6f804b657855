// RUN: %check_all_hosts %s
// The rules about types follow no path; what is suppressed holds for them too.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *text;
} Label;

static int label_init(Label *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->text, PyUnicode_FromFormat("<%p>", self));
  return self->text == NULL ? -1 : 0;
}

#define LABEL_TYPE(NAME, DEALLOC)                                              \
  PyTypeObject NAME = {                                                        \
      PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Label",                \
      .tp_basicsize = sizeof(Label),                                           \
      .tp_flags = Py_TPFLAGS_DEFAULT,                                          \
      .tp_dealloc = (destructor)DEALLOC,                                       \
      .tp_init = (initproc)label_init,                                         \
      .tp_new = PyType_GenericNew,                                             \
  }

static void forgets(Label *self) {
  // DEALLOC: ^'forgets' ... 'text'
  Py_TYPE(self)->tp_free((PyObject *)self);
}
LABEL_TYPE(Forgets_Type, forgets);

__attribute__((suppress)) static void by_attribute(Label *self) {
  Py_TYPE(self)->tp_free((PyObject *)self);
}
LABEL_TYPE(ByAttribute_Type, by_attribute);

static void by_comment(Label *self) { // NOLINT(cpython-dealloc): its owner does
  Py_TYPE(self)->tp_free((PyObject *)self);
}
LABEL_TYPE(ByComment_Type, by_comment);
