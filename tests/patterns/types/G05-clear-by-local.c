// RUN: %check_all_hosts %s
// Pattern: G05
// tp_clear takes one field after another into the same local variable: each is
// NULL before its object goes.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *first;
  PyObject *second;
} Pair;

static int traverse(Pair *self, visitproc visit, void *arg) {
  Py_VISIT(self->first);
  Py_VISIT(self->second);
  return 0;
}

static int clear_good(Pair *self) {
  PyObject *old = self->first;
  self->first = NULL;
  Py_XDECREF(old);
  old = self->second;
  self->second = NULL;
  Py_XDECREF(old);
  return 0;
}

static int clear_bad(Pair *self) {
  PyObject *old = self->first;
  self->first = NULL;
  Py_XDECREF(old);
  old = self->second;
  Py_XDECREF(old);
  // GC-SUPPORT: 'clear_bad' releases field 'second'
  self->second = NULL;
  return 0;
}

static int init(Pair *self, PyObject *args, PyObject *kwargs) {
  PyObject *first, *second;
  if (!PyArg_ParseTuple(args, "OO", &first, &second))
    return -1;
  Py_XSETREF(self->first, Py_NewRef(first));
  Py_XSETREF(self->second, Py_NewRef(second));
  return 0;
}

static void dealloc_good(Pair *self) {
  PyObject_GC_UnTrack(self);
  clear_good(self);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Pair),
    .tp_dealloc = (destructor)dealloc_good,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)traverse,
    .tp_clear = (inquiry)clear_good,
    .tp_init = (initproc)init,
};

PyTypeObject Bad_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Bad",
    .tp_basicsize = sizeof(Pair),
    .tp_dealloc = (destructor)dealloc_good,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)traverse,
    .tp_clear = (inquiry)clear_bad,
    .tp_init = (initproc)init,
};
