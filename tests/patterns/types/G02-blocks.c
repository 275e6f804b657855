// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def own(make):
// RUNTIME-SETUP:     stack = make()
// RUNTIME-SETUP:     stack.__init__(stack)
// RUNTIME: call=slot types=Bad_Type,Good_Type,None_Type bad=traverse_bad:leak run=own(m.Bad_Type)
// RUNTIME: call=slot types=Bad_Type,Good_Type,None_Type bad=none_dealloc:leak run=own(m.None_Type)
// RUNTIME: call=slot types=Bad_Type,Good_Type,None_Type good=traverse_good run=own(m.Good_Type)
// Pattern: G01, G02
// References in blocks of memory that the object owns, and in structs behind a
// pointer.

#include <Python.h>

typedef struct {
  PyObject *key, *value;
} Entry;

typedef struct {
  PyObject_HEAD
  PyObject **items;
  Py_ssize_t count;
  Entry *entry;
  PyObject *fixed[2];
} Stack;

static int stack_init(Stack *self, PyObject *args, PyObject *kwargs) {
  if (self->items != NULL || PyTuple_GET_SIZE(args) == 0)
    return 0;
  PyObject *value = PyTuple_GET_ITEM(args, 0);
  self->items = PyMem_Calloc(4, sizeof(PyObject *));
  self->entry = PyMem_Calloc(1, sizeof(Entry));
  if (self->items == NULL || self->entry == NULL)
    return -1;
  for (self->count = 0; self->count < 4; self->count++)
    self->items[self->count] = Py_NewRef(value);
  self->entry->key = Py_NewRef(value);
  for (int i = 0; i < 2; i++)
    self->fixed[i] = Py_NewRef(value);
  return 0;
}

static int stack_clear(Stack *self) {
  for (Py_ssize_t i = 0; i < self->count; i++)
    Py_CLEAR(self->items[i]);
  if (self->entry != NULL)
    Py_CLEAR(self->entry->key);
  for (PyObject **p = self->fixed; p < self->fixed + 2; p++)
    Py_CLEAR(*p);
  return 0;
}

static void stack_dealloc(Stack *self) {
  PyObject_GC_UnTrack(self);
  stack_clear(self);
  PyMem_Free(self->items);
  PyMem_Free(self->entry);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static int traverse_bad(Stack *self, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'traverse_bad' ... 'items' and 'entry->key'
  for (int i = 0; i < 2; i++)
    Py_VISIT(self->fixed[i]);
  return 0;
}

PyTypeObject Bad_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Bad",
    .tp_basicsize = sizeof(Stack),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)traverse_bad,
    .tp_clear = (inquiry)stack_clear,
    .tp_dealloc = (destructor)stack_dealloc,
    .tp_init = (initproc)stack_init,
    .tp_new = PyType_GenericNew,
};

static int traverse_good(Stack *self, visitproc visit, void *arg) {
  for (Py_ssize_t i = 0; i < self->count; i++)
    Py_VISIT(self->items[i]);
  if (self->entry != NULL)
    Py_VISIT(self->entry->key);
  for (int i = 0; i < 2; i++)
    Py_VISIT(self->fixed[i]);
  return 0;
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Stack),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)traverse_good,
    .tp_clear = (inquiry)stack_clear,
    .tp_dealloc = (destructor)stack_dealloc,
    .tp_init = (initproc)stack_init,
    .tp_new = PyType_GenericNew,
};

static void none_dealloc(Stack *self) {
  stack_clear(self);
  PyMem_Free(self->items);
  PyMem_Free(self->entry);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject None_Type = {
    // GC-SUPPORT: 'None_Type'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.None",
    .tp_basicsize = sizeof(Stack),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)none_dealloc,
    .tp_init = (initproc)stack_init,
    .tp_new = PyType_GenericNew,
};
