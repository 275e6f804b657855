// RUN: %check_all_hosts %s
// Pattern: G04
// A helper stores a reference at a computed address: which field gets it cannot
// be told, so none of them is known to borrow.

#include <Python.h>
#include <stddef.h>

typedef struct {
  PyObject_HEAD
  PyObject *key, *value;
} Pair;

static void set_at(PyObject *self, Py_ssize_t offset, PyObject *value) {
  PyObject **place = (PyObject **)((char *)self + offset);
  PyObject *old = *place;
  *place = Py_NewRef(value);
  Py_XDECREF(old);
}

static PyObject *pair_new(PyTypeObject *type, PyObject *args, PyObject *kw) {
  PyObject *key, *value;
  if (!PyArg_ParseTuple(args, "OO", &key, &value))
    return NULL;
  Pair *self = (Pair *)type->tp_alloc(type, 0);
  if (self == NULL)
    return NULL;
  self->key = args;
  set_at((PyObject *)self, offsetof(Pair, key), key);
  set_at((PyObject *)self, offsetof(Pair, value), value);
  return (PyObject *)self;
}

static int pair_traverse_good(PyObject *op, visitproc visit, void *arg) {
  Pair *self = (Pair *)op;
  Py_VISIT(self->key);
  Py_VISIT(self->value);
  return 0;
}

static void end(PyObject *object) { Py_XDECREF(object); }

static void pair_dealloc(PyObject *op) {
  PyObject_GC_UnTrack(op);
  for (int i = 0; i < 2; i++)
    end(*(PyObject **)((char *)op + offsetof(Pair, key) + i * sizeof(op)));
  Py_TYPE(op)->tp_free(op);
}

PyTypeObject Pair_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Pair",
    .tp_basicsize = sizeof(Pair),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_new = pair_new,
    .tp_dealloc = pair_dealloc,
    .tp_traverse = pair_traverse_good,
};
