// RUN: %check_all_hosts %s
// RUNTIME: none (fields of the user's own type)
// Pattern: U02
// A new object gets what a field of another one holds, without a reference of its
// own: both release it.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *name;
  PyObject *items;
} Node;

extern PyTypeObject node_type;

static PyObject *copy_bad(PyObject *op, PyObject *ignored) {
  Node *self = (Node *)op;
  Node *copy = PyObject_New(Node, &node_type);
  if (copy == NULL)
    return NULL;
  copy->items = NULL;
  copy->name = self->name; // OVERRELEASE: 'self->name'
  return (PyObject *)copy;
}

static PyObject *copy_good(PyObject *op, PyObject *ignored) {
  Node *self = (Node *)op;
  Node *copy = PyObject_New(Node, &node_type);
  if (copy == NULL)
    return NULL;
  copy->items = NULL;
  copy->name = self->name;
  Py_XINCREF(copy->name);
  return (PyObject *)copy;
}

static PyObject *by_allocator_bad(PyObject *op, PyObject *ignored) {
  Node *self = (Node *)op;
  Node *copy = (Node *)Py_TYPE(op)->tp_alloc(Py_TYPE(op), 0);
  if (copy == NULL)
    return NULL;
  PyObject *name = self->name;
  copy->name = name; // OVERRELEASE: 'name'
  copy->items = Py_XNewRef(self->items);
  return (PyObject *)copy;
}

// Moved, not copied.
static PyObject *move_good(PyObject *op, PyObject *ignored) {
  Node *self = (Node *)op;
  Node *copy = PyObject_New(Node, &node_type);
  if (copy == NULL)
    return NULL;
  copy->name = self->name;
  copy->items = self->items;
  self->name = NULL;
  self->items = Py_NewRef(Py_None);
  return (PyObject *)copy;
}

// The new object does not live long enough to release it.
static PyObject *undone_good(PyObject *op, PyObject *ignored) {
  Node *self = (Node *)op;
  Node *copy = PyObject_New(Node, &node_type);
  if (copy == NULL)
    return NULL;
  copy->items = NULL;
  copy->name = self->name;
  if (PyObject_IsTrue(op) < 0) {
    copy->name = NULL;
    Py_DECREF(copy);
    return NULL;
  }
  Py_XINCREF(copy->name);
  return (PyObject *)copy;
}

#define COPY_FIELD(to, from, field) ((to)->field = (from)->field)
static PyObject *macro_bad(PyObject *op, PyObject *other) {
  Node *self = (Node *)op;
  Node *copy = PyObject_New(Node, &node_type);
  if (copy == NULL)
    return NULL;
  copy->name = NULL;
  COPY_FIELD(copy, self, items); // OVERRELEASE: '(self)->items'
  return (PyObject *)copy;
}

static void node_dealloc(PyObject *op) {
  Node *self = (Node *)op;
  Py_XDECREF(self->name);
  Py_XDECREF(self->items);
  PyObject_Free(op);
}

static PyMethodDef methods[] = {
    {"copy_bad", copy_bad, METH_NOARGS, NULL},
    {"copy_good", copy_good, METH_NOARGS, NULL},
    {"by_allocator_bad", by_allocator_bad, METH_NOARGS, NULL},
    {"move_good", move_good, METH_NOARGS, NULL},
    {"undone_good", undone_good, METH_NOARGS, NULL},
    {"macro_bad", macro_bad, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

PyTypeObject node_type = {.tp_name = "node",
                          .tp_basicsize = sizeof(Node),
                          .tp_dealloc = node_dealloc,
                          .tp_methods = methods};
