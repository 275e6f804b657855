// RUN: %check_all_hosts %s
// RUNTIME-SETUP: class Same:
// RUNTIME-SETUP:     def __eq__(self, other):
// RUNTIME-SETUP:         node, self.node = self.node, None
// RUNTIME-SETUP:         if node is not None:
// RUNTIME-SETUP:             node.set(0)
// RUNTIME-SETUP:             node.place(0)
// RUNTIME-SETUP:             node.attr = node.member = 0
// RUNTIME-SETUP:         return NotImplemented
// RUNTIME-SETUP:     __lt__ = __add__ = __eq__
// RUNTIME-SETUP: def node(m):
// RUNTIME-SETUP:     n, same = m.Node_Type(), Same()
// RUNTIME-SETUP:     same.node = n
// RUNTIME-SETUP:     n.set(same)
// RUNTIME-SETUP:     n.place(same)
// RUNTIME-SETUP:     n.attr = n.member = same
// RUNTIME-SETUP:     return n
// RUNTIME: call=binary types=Node_Type bad=key_bad:crash|over good=key_good
//     run=f(node(m), 1)
// RUNTIME: call=binary types=Node_Type bad=sum_bad:crash|over,place_bad:crash|over
//     run=f(node(m), 1)
// RUNTIME: call=binary types=Node_Type bad=member_bad:crash|over,through_bad:crash|over
//     run=f(node(m), 1)
// Pattern: U28
// What a field lends to a call that runs methods of any class. Meanwhile, a
// method of the field's object can put something else there.

#include <Python.h>
#include <structmember.h>

typedef struct {
  PyObject_HEAD
  PyObject *key, *places[4], *attr, *member, *shown, *first, *once, *cache;
} Node;

static void node_dealloc(Node *self) {
  Py_XDECREF(self->key);
  Py_XDECREF(self->attr);
  Py_XDECREF(self->member);
  Py_XDECREF(self->shown);
  Py_XDECREF(self->first);
  Py_XDECREF(self->once);
  Py_XDECREF(self->cache);
  for (int i = 0; i < 4; i++)
    Py_XDECREF(self->places[i]);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *node_new(PyTypeObject *type, PyObject *args, PyObject *kwds) {
  Node *self = (Node *)type->tp_alloc(type, 0);
  if (self == NULL)
    return NULL;
  self->first = PyTuple_GetSlice(args, 0, 1);
  if (self->first == NULL) {
    Py_DECREF(self);
    return NULL;
  }
  return (PyObject *)self;
}

// Replaced by a method, through a helper, by a setter, by PyMemberDef.
static PyObject *node_set(Node *self, PyObject *value) {
  Py_INCREF(value);
  Py_XSETREF(self->key, value);
  Py_RETURN_NONE;
}

static void put(PyObject **place, PyObject *value) {
  PyObject *old = *place;
  Py_INCREF(value);
  *place = value;
  Py_XDECREF(old);
}

static PyObject *node_place(Node *self, PyObject *value) {
  put(&self->places[1], value);
  Py_RETURN_NONE;
}

static int node_set_attr(Node *self, PyObject *value, void *closure) {
  PyObject *old = self->attr;
  Py_XINCREF(value);
  self->attr = value;
  Py_XDECREF(old);
  return 0;
}

static PyObject *key_bad(PyObject *op, PyObject *other) {
  Node *self = (Node *)op;
  if (self->key == NULL)
    Py_RETURN_NONE;
  int same = PyObject_RichCompareBool(self->key, other, Py_EQ);
  // BORROWED-INVALIDATED: 'self->key'
  return same < 0 ? NULL : PyBool_FromLong(same);
}

static PyObject *key_good(PyObject *op, PyObject *other) {
  Node *self = (Node *)op;
  if (self->key == NULL)
    Py_RETURN_NONE;
  PyObject *key = self->key;
  Py_INCREF(key);
  int same = PyObject_RichCompareBool(key, other, Py_EQ);
  Py_DECREF(key);
  return same < 0 ? NULL : PyBool_FromLong(same);
}

static PyObject *sum_bad(PyObject *self, PyObject *other) {
  PyObject *value = ((Node *)self)->attr;
  return value != NULL ? PyNumber_Add(value, other) : Py_NewRef(Py_None);
  // BORROWED-INVALIDATED: 'value'
}

// An element of an array in the object.
static PyObject *place_bad(PyObject *op, PyObject *other) {
  Node *self = (Node *)op;
  for (int i = 0; i < 4; i++) {
    if (self->places[i] == NULL)
      continue;
    int less = PyObject_RichCompareBool(self->places[i], other, Py_LT);
    // BORROWED-INVALIDATED: 'self->places[i]'
    if (less != 0)
      return less < 0 ? NULL : PyLong_FromLong(i);
  }
  Py_RETURN_NONE;
}

#define MEMBER(op) (((Node *)(op))->member)

static PyObject *member_bad(PyObject *self, PyObject *other) {
  return PyObject_RichCompare(MEMBER(self), other, Py_EQ);
  // BORROWED-INVALIDATED: '((Node *)(self))->member'
}

// Through helpers: one reads the field, one calls.
static PyObject *key_of(Node *node) { return node->key; }
static int is_same(PyObject *a, PyObject *b) { return PyObject_RichCompareBool(a, b, Py_EQ); }

static PyObject *through_bad(PyObject *self, PyObject *other) {
  PyObject *key = key_of((Node *)self);
  if (key == NULL)
    Py_RETURN_NONE;
  int same = is_same(key, other);
  // BORROWED-INVALIDATED: 'key'
  return same < 0 ? NULL : PyBool_FromLong(same);
}

static PyObject *through_good(PyObject *self, PyObject *other) {
  int same = is_same(self, other);
  return same < 0 ? NULL : PyBool_FromLong(same);
}

// Both operands of tp_richcompare.
static PyObject *node_richcompare(PyObject *a, PyObject *b, int op) {
  if (Py_TYPE(a) != Py_TYPE(b)) {
    Py_INCREF(Py_NotImplemented);
    return Py_NotImplemented;
  }
  PyObject *mine = ((Node *)a)->key, *others = ((Node *)b)->key;
  if (mine == NULL || others == NULL)
    Py_RETURN_FALSE;
  return PyObject_RichCompare(mine, others, op);
  // BORROWED-INVALIDATED: 'mine'
}

// Nothing replaces these: set once by tp_new, read only for Python, filled when
// first needed, set only while NULL.
static PyObject *first_good(Node *self, PyObject *other) {
  return PyObject_RichCompare(self->first, other, Py_EQ);
}

static PyObject *shown_good(Node *self, PyObject *other) {
  return self->shown != NULL ? PyNumber_Subtract(self->shown, other) : Py_NewRef(Py_None);
}

static PyObject *cache_good(Node *self, PyObject *other) {
  if (self->cache == NULL) {
    self->cache = PyList_New(0);
    if (self->cache == NULL)
      return NULL;
  }
  return PyObject_RichCompare(self->cache, other, Py_EQ);
}

static PyObject *once_good(Node *self, PyObject *other) {
  PyObject *once = self->once;
  if (once == NULL) {
    once = PyList_New(0);
    if (once == NULL)
      return NULL;
    self->once = once;
  }
  Py_INCREF(once);
  PyObject *less = PyObject_RichCompare(self->once, other, Py_LT);
  Py_DECREF(once);
  return less;
}

// An object that nobody else knows yet.
static PyObject *copy_good(Node *self, PyObject *other) {
  Node *copy = (Node *)Py_TYPE(self)->tp_alloc(Py_TYPE(self), 0);
  if (copy == NULL)
    return NULL;
  Py_INCREF(other);
  copy->key = other;
  PyObject *same = PyObject_RichCompare(copy->key, other, Py_EQ);
  Py_DECREF(copy);
  return same;
}

static PyMethodDef node_methods[] = {
    {"set", (PyCFunction)node_set, METH_O},
    {"place", (PyCFunction)node_place, METH_O},
    {"key_bad", key_bad, METH_O},
    {"key_good", key_good, METH_O},
    {"sum_bad", sum_bad, METH_O},
    {"place_bad", place_bad, METH_O},
    {"member_bad", member_bad, METH_O},
    {"through_bad", through_bad, METH_O},
    {"through_good", through_good, METH_O},
    {"first_good", (PyCFunction)first_good, METH_O},
    {"shown_good", (PyCFunction)shown_good, METH_O},
    {"cache_good", (PyCFunction)cache_good, METH_O},
    {"once_good", (PyCFunction)once_good, METH_O},
    {"copy_good", (PyCFunction)copy_good, METH_O},
    {NULL}};
static PyGetSetDef node_getset[] = {{"attr", NULL, (setter)node_set_attr}, {NULL}};
static PyMemberDef node_members[] = {
    {"member", T_OBJECT, offsetof(Node, member), 0, NULL},
    {"shown", T_OBJECT, offsetof(Node, shown), READONLY, NULL},
    {NULL}};

PyTypeObject Node_Type = {
    // GC-SUPPORT: 'Node_Type' ... 'key'
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "m.Node",
    .tp_basicsize = sizeof(Node),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = node_new,
    .tp_dealloc = (destructor)node_dealloc,
    .tp_richcompare = node_richcompare,
    .tp_methods = node_methods,
    .tp_getset = node_getset,
    .tp_members = node_members,
};
