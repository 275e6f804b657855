// RUN: %check_all_hosts %s
// RUNTIME: none (the rules read the types' definitions)
// Pattern: G04
// A Py_INCREF of the place that a value is stored from makes it the field's own.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *match;
} Node;

typedef struct {
  PyObject *match;
} Info;

static PyObject *node_new(PyTypeObject *type, PyObject *args, PyObject *kw) {
  Info info = {NULL};
  Node *s = NULL;
  info.match = PyTuple_GetSlice(args, 0, 1);
  if (info.match == NULL)
    return NULL;
  s = (Node *)type->tp_alloc(type, 0);
  if (s != NULL) {
    Py_INCREF(info.match);
    s->match = info.match;
  }
  Py_DECREF(info.match);
  return (PyObject *)s;
}

static int node_traverse(Node *self, visitproc visit, void *arg) {
  Py_VISIT(self->match);
  return 0;
}

static int node_clear(Node *self) {
  Py_CLEAR(self->match);
  return 0;
}

static void node_dealloc_bad(Node *self) {
  // DEALLOC: 'node_dealloc_bad' ... 'match'
  PyObject_GC_UnTrack(self);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Node_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Node",
    .tp_basicsize = sizeof(Node),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_new = node_new,
    .tp_traverse = (traverseproc)node_traverse,
    .tp_clear = (inquiry)node_clear,
    .tp_dealloc = (destructor)node_dealloc_bad,
};
