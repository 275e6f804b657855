// RUN: %check_all_hosts %s
// RUNTIME: none (the types are not ready)
// Pattern: G10
// What a field borrows closes no cycle, even if tp_dealloc releases it: that is another mistake.

#include <Python.h>

typedef struct Font Font;

typedef struct {
  PyObject_HEAD
  Font *font;
} Table;

struct Font {
  PyObject_HEAD
  Table *table;
};

static void table_dealloc(Table *self) {
  Font *font = self->font;
  self->font = NULL;
  Py_DECREF(font);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static void font_dealloc(Font *self) {
  Py_XDECREF(self->table);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyTypeObject Table_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "fonts.Table",
    .tp_basicsize = sizeof(Table),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)table_dealloc,
};

static PyObject *make_table(Font *owner) {
  if (owner->table != NULL)
    return Py_NewRef((PyObject *)owner->table);
  Table *table = PyObject_New(Table, &Table_Type);
  if (table == NULL)
    return NULL;
  table->font = owner;
  owner->table = table;
  return Py_NewRef((PyObject *)table);
}

static PyObject *get_table(Font *self, void *closure) { return make_table(self); }

static PyGetSetDef font_getset[] = {{"table", (getter)get_table}, {NULL}};

PyTypeObject Font_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "fonts.Font",
    .tp_basicsize = sizeof(Font),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)font_dealloc,
    .tp_getset = font_getset,
};
