// RUN: %check_all_hosts %s
// RUNTIME: none (the types show it)
// Pattern: G02, G01
// Fields that get their values with the whole object, or with a part of it.

#include <Python.h>

typedef struct {
  PyObject *key, *value;
} Entry;

typedef struct {
  PyObject_HEAD
  Entry entry;
} Item;

static int item_init_part(PyObject *op, PyObject *args, PyObject *kwargs) {
  Item *self = (Item *)op;
  PyObject *key, *value;
  if (!PyArg_ParseTuple(args, "UO", &key, &value))
    return -1;
  Entry old = self->entry;
  self->entry = (Entry){.key = Py_NewRef(key), .value = Py_NewRef(value)};
  Py_XDECREF(old.key);
  Py_XDECREF(old.value);
  return 0;
}

static int item_traverse(PyObject *op, visitproc visit, void *arg) {
  // GC-SUPPORT: 'item_traverse' does not visit field 'entry.value'
  return 0;
}

static int item_clear(PyObject *op) {
  Item *self = (Item *)op;
  Py_CLEAR(self->entry.key);
  Py_CLEAR(self->entry.value);
  return 0;
}

static void item_dealloc(PyObject *op) {
  PyObject_GC_UnTrack(op);
  item_clear(op);
  Py_TYPE(op)->tp_free(op);
}

PyTypeObject Item_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "x.Item",
    .tp_basicsize = sizeof(Item),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = item_dealloc,
    .tp_traverse = item_traverse,
    .tp_clear = item_clear,
    .tp_init = item_init_part,
    .tp_new = PyType_GenericNew,
};

// The whole object, by way of a macro.

typedef struct {
  PyObject_HEAD
  PyObject *left, *right;
} Pair;

#define FILL(object, l, r) *(object) = (Pair){(object)->ob_base, (l), (r)}

static PyObject *pair_new(PyTypeObject *type, PyObject *args,
                          PyObject *kwargs) {
  PyObject *left, *right;
  if (!PyArg_ParseTuple(args, "OO", &left, &right))
    return NULL;
  Pair *self = (Pair *)type->tp_alloc(type, 0);
  if (self == NULL)
    return NULL;
  FILL(self, Py_NewRef(left), Py_NewRef(right));
  return (PyObject *)self;
}

static void pair_dealloc(PyObject *op) {
  // DEALLOC: 'pair_dealloc' does not release field 'right'
  Py_XDECREF(((Pair *)op)->left);
  Py_TYPE(op)->tp_free(op);
}

PyTypeObject Pair_Type = {
    // GC-SUPPORT: 'Pair_Type' owns an arbitrary object in 'left'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "x.Pair",
    .tp_basicsize = sizeof(Pair),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = pair_dealloc,
    .tp_new = pair_new,
};

// Zeros, and static types: nothing to visit.

typedef struct {
  PyObject_HEAD
  PyObject *kind, *next;
} Kind;

static PyObject *kind_new(PyTypeObject *type, PyObject *args,
                          PyObject *kwargs) {
  Kind *self = (Kind *)type->tp_alloc(type, 0);
  if (self == NULL)
    return NULL;
  *self = (Kind){self->ob_base, PyLong_FromLong(1), NULL};
  return (PyObject *)self;
}

static void kind_dealloc(PyObject *op) {
  Py_XDECREF(((Kind *)op)->kind);
  Py_XDECREF(((Kind *)op)->next);
  Py_TYPE(op)->tp_free(op);
}

PyTypeObject Kind_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "x.Kind",
    .tp_basicsize = sizeof(Kind),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = kind_dealloc,
    .tp_new = kind_new,
};
