// RUN: %check_all_hosts %s
// RUNTIME: none (the types show it)
// Pattern: G02
// A table of the object's own: the references are two pointers away.

#include <Python.h>

typedef struct {
  PyObject *key;
  Py_ssize_t value;
} Entry;

typedef struct {
  Py_ssize_t used;
  Entry *entries;
} Table;

typedef struct {
  PyObject_HEAD
  Table *table;
  PyObject *other;
} Memo;

static int table_add(Table *table, PyObject *key) {
  Entry *entry = &table->entries[table->used++];
  Py_INCREF(key);
  entry->key = key;
  return 0;
}

static PyObject *memo_add(PyObject *op, PyObject *key) {
  if (table_add(((Memo *)op)->table, key) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *memo_set(PyObject *op, PyObject *other) {
  Py_XSETREF(((Memo *)op)->other, Py_NewRef(other));
  Py_RETURN_NONE;
}

static PyMethodDef memo_methods[] = {{"add", memo_add, METH_O, NULL},
                                     {"set", memo_set, METH_O, NULL},
                                     {NULL, NULL, 0, NULL}};

static void table_clear(Table *table) {
  for (Py_ssize_t i = 0; i < table->used; i++)
    Py_XDECREF(table->entries[i].key);
  table->used = 0;
}

static void table_delete(Table *table) {
  if (table == NULL)
    return;
  table_clear(table);
  PyMem_Free(table->entries);
  PyMem_Free(table);
}

static int memo_clear(PyObject *op) {
  Memo *self = (Memo *)op;
  Table *table = self->table;
  self->table = NULL;
  table_delete(table);
  Py_CLEAR(self->other);
  return 0;
}

static void memo_dealloc(PyObject *op) {
  PyObject_GC_UnTrack(op);
  memo_clear(op);
  Py_TYPE(op)->tp_free(op);
}

static int bad_traverse(PyObject *op, visitproc visit, void *arg) {
  // GC-SUPPORT: 'bad_traverse' does not visit field 'table->entries->key'
  Py_VISIT(((Memo *)op)->other);
  return 0;
}

static int good_traverse(PyObject *op, visitproc visit, void *arg) {
  Memo *self = (Memo *)op;
  Table *table = self->table;
  if (table != NULL)
    for (Py_ssize_t i = 0; i < table->used; i++)
      Py_VISIT(table->entries[i].key);
  Py_VISIT(self->other);
  return 0;
}

#define MEMO_TYPE(type, traverse)                                              \
  PyTypeObject type = {                                                        \
      PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m." #type,                     \
      .tp_basicsize = sizeof(Memo),                                            \
      .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,                     \
      .tp_methods = memo_methods,                                              \
      .tp_traverse = traverse,                                                 \
      .tp_clear = memo_clear,                                                  \
      .tp_dealloc = memo_dealloc,                                              \
      .tp_new = PyType_GenericNew,                                             \
  }
MEMO_TYPE(Bad_Type, bad_traverse);
MEMO_TYPE(Good_Type, good_traverse);
