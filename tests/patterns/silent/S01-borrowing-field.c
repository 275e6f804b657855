// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def pair():
// RUNTIME-SETUP:     tree = m.Tree_Type(); leaf = tree.make_leaf(); leaf.parent()
// RUNTIME-SETUP:     leaf.again(); leaf.move_to(m.Tree_Type())
// RUNTIME: types=Tree_Type,Leaf_Type call=slot
//     good=Tree_make_leaf,Leaf_parent,Leaf_again,Leaf_move_to run=pair()
// Pattern: S01
// Back pointers: fields that nobody releases hold borrowed references.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *leaf; // Borrowed: the leaf takes itself out.
} Tree;

typedef struct {
  PyObject_HEAD
  Tree *tree; // Borrowed.
} Leaf;

PyTypeObject Leaf_Type;

static PyObject *Tree_make_leaf(Tree *self, PyObject *unused) {
  Leaf *leaf = PyObject_New(Leaf, &Leaf_Type);
  if (leaf == NULL)
    return NULL;
  leaf->tree = self;
  self->leaf = (PyObject *)leaf;
  return (PyObject *)leaf;
}

static void Leaf_dealloc(Leaf *self) {
  if (self->tree != NULL)
    self->tree->leaf = NULL;
  PyObject_Free(self);
}

static PyObject *Leaf_parent(Leaf *self, PyObject *unused) {
  if (self->tree == NULL)
    Py_RETURN_NONE;
  return Py_NewRef((PyObject *)self->tree);
}

// Nothing is lost when it is overwritten.
static PyObject *Leaf_move_to(Leaf *self, PyObject *tree) {
  self->tree->leaf = NULL;
  self->tree = NULL;
  Py_RETURN_NONE;
}

static PyObject *Leaf_again(Leaf *self, PyObject *unused) {
  self->tree->leaf = (PyObject *)self;
  Py_RETURN_NONE;
}

static PyMethodDef Tree_methods[] = {
    {"make_leaf", (PyCFunction)Tree_make_leaf, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static PyMethodDef Leaf_methods[] = {
    {"parent", (PyCFunction)Leaf_parent, METH_NOARGS, NULL},
    {"again", (PyCFunction)Leaf_again, METH_NOARGS, NULL},
    {"move_to", (PyCFunction)Leaf_move_to, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static void Tree_dealloc(Tree *self) { PyObject_Free(self); }

static PyObject *Tree_new(PyTypeObject *type, PyObject *args,
                          PyObject *kwargs) {
  Tree *self = PyObject_New(Tree, type);
  if (self != NULL)
    self->leaf = NULL;
  return (PyObject *)self;
}

PyTypeObject Tree_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "test.Tree",
    .tp_basicsize = sizeof(Tree),
    .tp_dealloc = (destructor)Tree_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_methods = Tree_methods,
    .tp_new = Tree_new,
};

PyTypeObject Leaf_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "test.Leaf",
    .tp_basicsize = sizeof(Leaf),
    .tp_dealloc = (destructor)Leaf_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_methods = Leaf_methods,
};
