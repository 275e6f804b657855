// RUN: %check_all_hosts %s
// Pattern: L21
// A type whose instances are laid out like those of its built-in base type can
// do the work of the base type's tp_dealloc itself.

#include <Python.h>

static void method_dealloc(PyMethodObject *self) {
  PyObject_GC_UnTrack(self);
  Py_DECREF(self->im_func);
  Py_XDECREF(self->im_self);
  PyObject_GC_Del(self);
}

static int method_traverse(PyMethodObject *self, visitproc visit, void *arg) {
  Py_VISIT(self->im_func);
  Py_VISIT(self->im_self);
  return 0;
}

PyTypeObject Method_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Method",
    .tp_basicsize = sizeof(PyMethodObject),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_base = &PyMethod_Type,
    .tp_traverse = (traverseproc)method_traverse,
    .tp_dealloc = (destructor)method_dealloc,
};

// One that adds a field cannot know what the base type holds.

typedef struct {
  PyMethodObject base;
  PyObject *extra;
} Longer;

static void longer_dealloc(Longer *self) {
  // DEALLOC: ^'longer_dealloc' ... 'PyMethod_Type'
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->extra);
  PyObject_GC_Del(self);
}

static int longer_traverse(Longer *self, visitproc visit, void *arg) {
  Py_VISIT(self->extra);
  return PyMethod_Type.tp_traverse((PyObject *)self, visit, arg);
}

static int longer_clear(Longer *self) {
  Py_CLEAR(self->extra);
  return PyMethod_Type.tp_clear((PyObject *)self);
}

PyTypeObject Longer_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Longer",
    .tp_basicsize = sizeof(Longer),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_base = &PyMethod_Type,
    .tp_traverse = (traverseproc)longer_traverse,
    .tp_clear = (inquiry)longer_clear,
    .tp_dealloc = (destructor)longer_dealloc,
};
