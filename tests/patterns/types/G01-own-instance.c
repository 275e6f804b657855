// RUN: %check_all_hosts %s
// RUNTIME: none (the rules read the types' definitions)
// Pattern: G01
// What a slot or method gets as its first argument is an instance of its type:
// one that leads nowhere is no arbitrary object, unless Python code can derive
// classes, whose instances have a dictionary.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *name;
} Table;

typedef struct {
  PyObject_HEAD
  PyObject *source;
} Iter;

typedef struct {
  PyObject_HEAD
  PyObject *source;
} View;

typedef struct {
  PyObject_HEAD
  PyObject *source;
} Item;

typedef struct {
  PyObject_HEAD
  PyObject *source;
} Pair;

static void iter_dealloc(PyObject *o) {
  Py_DECREF(((Iter *)o)->source);
  Py_TYPE(o)->tp_free(o);
}

static void view_dealloc(PyObject *o) {
  Py_DECREF(((View *)o)->source);
  Py_TYPE(o)->tp_free(o);
}

static void item_dealloc(PyObject *o) {
  Py_DECREF(((Item *)o)->source);
  Py_TYPE(o)->tp_free(o);
}

static void pair_dealloc(PyObject *o) {
  Py_DECREF(((Pair *)o)->source);
  Py_TYPE(o)->tp_free(o);
}

static PyTypeObject Iter_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Iter",
    .tp_basicsize = sizeof(Iter),
    .tp_dealloc = iter_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

static PyTypeObject View_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.View",
    .tp_basicsize = sizeof(View),
    .tp_dealloc = view_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

static PyTypeObject Item_Type = {
    // GC-SUPPORT: 'Item_Type' ... 'source'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Item",
    .tp_basicsize = sizeof(Item),
    .tp_dealloc = item_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

static PyTypeObject Pair_Type = {
    // GC-SUPPORT: 'Pair_Type' ... 'source'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Pair",
    .tp_basicsize = sizeof(Pair),
    .tp_dealloc = pair_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

static PyObject *table_iter(PyObject *self) {
  Iter *i = PyObject_New(Iter, &Iter_Type);
  if (i == NULL)
    return NULL;
  i->source = self;
  Py_INCREF(self);
  return (PyObject *)i;
}

static PyObject *table_view(PyObject *self, PyObject *unused) {
  View *v = PyObject_New(View, &View_Type);
  if (v == NULL)
    return NULL;
  v->source = Py_NewRef(self);
  return (PyObject *)v;
}

// The second argument can be anything.
static PyObject *table_pair(PyObject *self, PyObject *other) {
  Pair *p = PyObject_New(Pair, &Pair_Type);
  if (p == NULL)
    return NULL;
  p->source = Py_NewRef(other);
  return (PyObject *)p;
}

static PyObject *base_iter(PyObject *self) {
  Item *i = PyObject_New(Item, &Item_Type);
  if (i == NULL)
    return NULL;
  i->source = Py_NewRef(self);
  return (PyObject *)i;
}

static void table_dealloc(PyObject *o) {
  Py_XDECREF(((Table *)o)->name);
  Py_TYPE(o)->tp_free(o);
}

static PyMethodDef table_methods[] = {{"view", table_view, METH_NOARGS, NULL},
                                      {"pair", table_pair, METH_O, NULL},
                                      {NULL, NULL, 0, NULL}};

static PyTypeObject Table_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Table",
    .tp_basicsize = sizeof(Table),
    .tp_dealloc = table_dealloc,
    .tp_iter = table_iter,
    .tp_methods = table_methods,
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

static PyTypeObject Base_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Base",
    .tp_basicsize = sizeof(Table),
    .tp_dealloc = table_dealloc,
    .tp_iter = base_iter,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
};

PyObject *table(int base) {
  Table *t = PyObject_New(Table, base ? &Base_Type : &Table_Type);
  if (t != NULL)
    t->name = PyUnicode_FromString("t");
  return (PyObject *)t;
}
