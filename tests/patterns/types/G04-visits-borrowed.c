// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import gc
// RUNTIME-SETUP: def collected(make):
// RUNTIME-SETUP:     parent = [1]
// RUNTIME-SETUP:     children = make(parent), make(parent)
// RUNTIME-SETUP:     gc.collect()
// RUNTIME: call=slot types=Bad_Type,WeakBad_Type,Good_Type bad=child_traverse_bad:crash|over
//     run=collected(m.Bad_Type)
// RUNTIME: call=slot types=Bad_Type,WeakBad_Type,Good_Type good=child_traverse_good
//     run=collected(m.Good_Type)
// Pattern: G04
// To visit what is not owned makes the collector subtract references that
// somebody else holds.

#include <Python.h>
#include <stddef.h>

typedef struct {
  PyObject_HEAD
  PyObject *parent; /* borrowed: the parent outlives its children */
  PyObject *weakrefs;
} Child;

static PyObject *child_new(PyTypeObject *type, PyObject *args,
                           PyObject *kwargs) {
  PyObject *parent;
  if (!PyArg_ParseTuple(args, "O", &parent))
    return NULL;
  Child *self = (Child *)type->tp_alloc(type, 0);
  if (self != NULL)
    self->parent = parent;
  return (PyObject *)self;
}

static void child_dealloc(Child *self) {
  PyObject_GC_UnTrack(self);
  if (self->weakrefs != NULL)
    PyObject_ClearWeakRefs((PyObject *)self);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static int child_traverse_bad(Child *self, visitproc visit, void *arg) {
  Py_VISIT(self->parent);
  // GC-SUPPORT: ^'child_traverse_bad' ... 'parent'
  return 0;
}

PyTypeObject Bad_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Bad",
    .tp_basicsize = sizeof(Child),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)child_traverse_bad,
    .tp_dealloc = (destructor)child_dealloc,
    .tp_weaklistoffset = offsetof(Child, weakrefs),
    .tp_new = child_new,
};

static int weak_traverse_bad(Child *self, visitproc visit, void *arg) {
  Py_VISIT(self->weakrefs);
  // GC-SUPPORT: ^'weak_traverse_bad' ... 'weakrefs'
  return 0;
}

PyTypeObject WeakBad_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.WeakBad",
    .tp_basicsize = sizeof(Child),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)weak_traverse_bad,
    .tp_dealloc = (destructor)child_dealloc,
    .tp_weaklistoffset = offsetof(Child, weakrefs),
    .tp_new = child_new,
};

static int child_traverse_good(Child *self, visitproc visit, void *arg) {
  return 0;
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Child),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)child_traverse_good,
    .tp_dealloc = (destructor)child_dealloc,
    .tp_weaklistoffset = offsetof(Child, weakrefs),
    .tp_new = child_new,
};
