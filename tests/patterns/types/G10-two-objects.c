// RUN: %check_all_hosts %s
// RUNTIME: call=slot types=Parent_Type,Child_Type,Leaf_Type,Tree_Type bad=parent_init:leak
//     run=m.Parent_Type()
// RUNTIME: call=slot types=Parent_Type,Child_Type,Leaf_Type,Tree_Type good=tree_init
//     run=m.Tree_Type()
// Pattern: G10
// Two objects that own each other, neither under garbage collection.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *child;
} Parent;

typedef struct {
  PyObject_HEAD
  Parent *parent;
} Child;

static void child_dealloc(Child *self) {
  Py_XDECREF(self->parent);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Child_Type = {
    // REFERENCE-CYCLE: 'Child_Type' ... 'Child.parent' -> 'Parent.child'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Child",
    .tp_basicsize = sizeof(Child),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)child_dealloc,
    .tp_new = PyType_GenericNew,
};

static int parent_init(Parent *self, PyObject *args, PyObject *kwargs) {
  Child *child = PyObject_New(Child, &Child_Type);
  if (child == NULL)
    return -1;
  child->parent = (Parent *)Py_NewRef(self);
  Py_XSETREF(self->child, (PyObject *)child);
  // REFERENCE-CYCLE: 'child' owns 'child' ... self -> child -> child -> self
  return 0;
}

static void parent_dealloc(Parent *self) {
  Py_XDECREF(self->child);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Parent_Type = {
    // REFERENCE-CYCLE: 'Parent_Type' ... 'Parent.child' -> 'Child.parent'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Parent",
    .tp_basicsize = sizeof(Parent),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)parent_dealloc,
    .tp_init = (initproc)parent_init,
    .tp_new = PyType_GenericNew,
};

// The way back is borrowed.

typedef struct {
  PyObject_HEAD
  PyObject *owner; /* borrowed */
} Leaf;

typedef struct {
  PyObject_HEAD
  PyObject *leaf;
} Tree;

static void leaf_dealloc(Leaf *self) {
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Leaf_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Leaf",
    .tp_basicsize = sizeof(Leaf),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)leaf_dealloc,
    .tp_new = PyType_GenericNew,
};

static int tree_init(Tree *self, PyObject *args, PyObject *kwargs) {
  Leaf *leaf = PyObject_New(Leaf, &Leaf_Type);
  if (leaf == NULL)
    return -1;
  leaf->owner = (PyObject *)self;
  Py_XSETREF(self->leaf, (PyObject *)leaf);
  return 0;
}

static void tree_dealloc(Tree *self) {
  Py_XDECREF(self->leaf);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Tree_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Tree",
    .tp_basicsize = sizeof(Tree),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)tree_dealloc,
    .tp_init = (initproc)tree_init,
    .tp_new = PyType_GenericNew,
};
