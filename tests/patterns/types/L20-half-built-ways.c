// RUN: %check_all_hosts %s
// RUNTIME: types=Labels_Bad call=slot bad=labels_bad:over fail=PyUnicode_FromString@2
//     run=m.Labels_Bad()
// RUNTIME: types=Labels_Good call=slot good=labels_good fail=PyUnicode_FromString@2
//     run=m.Labels_Good()
// RUNTIME: types=Empty_Good call=slot good=empty_good run=m.Empty_Good(1)
// RUNTIME: types=Freed_Bad call=slot bad=freed_bad:crash fail=PyUnicode_FromString
//     run=m.Freed_Bad()
// RUNTIME: types=Freed_Good call=slot good=freed_good fail=PyUnicode_FromString
//     run=m.Freed_Good()
// Pattern: L20
// Each way out of a constructor leaves the object in its own state: tp_dealloc
// must find every field that it reads set, and none that has been released.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *names, *values;
  char *buffer;
} Table;

static void table_dealloc(PyObject *op) {
  Table *self = (Table *)op;
  PyMem_Free(self->buffer);
  Py_XDECREF(self->names);
  Py_XDECREF(self->values);
  Py_TYPE(op)->tp_free(op);
}

static PyTypeObject Table_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Table",
    .tp_basicsize = sizeof(Table),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = table_dealloc,
};

PyObject *jump_bad(void) {
  Table *t = PyObject_New(Table, &Table_Type);
  if (t == NULL)
    return NULL;
  t->buffer = NULL;
  t->names = PyUnicode_FromString("names");
  if (t->names == NULL)
    goto fail;
  t->values = PyUnicode_FromString("values");
  if (t->values == NULL)
    goto fail;
  return (PyObject *)t;
fail:
  Py_DECREF(t);
  // DEALLOC: 't' ... 'values'
  return NULL;
}

PyObject *jump_good(void) {
  Table *t = PyObject_New(Table, &Table_Type);
  if (t == NULL)
    return NULL;
  t->buffer = NULL;
  t->names = t->values = NULL;
  t->names = PyUnicode_FromString("names");
  if (t->names == NULL)
    goto fail;
  t->values = PyUnicode_FromString("values");
  if (t->values == NULL)
    goto fail;
  return (PyObject *)t;
fail:
  Py_DECREF(t);
  return NULL;
}

// A field that is set on some ways only, before the first failure.
PyObject *some_ways_good(int with_names) {
  Table *t = PyObject_New(Table, &Table_Type);
  if (t == NULL)
    return NULL;
  t->buffer = NULL;
  t->values = NULL;
  if (with_names)
    t->names = PyUnicode_FromString("names");
  else
    t->names = NULL;
  t->values = PyUnicode_FromString("values");
  if (t->values == NULL) {
    Py_DECREF(t);
    return NULL;
  }
  return (PyObject *)t;
}

PyObject *cleared_bad(void) {
  Table *t = PyObject_New(Table, &Table_Type);
  if (t == NULL)
    return NULL;
  t->buffer = NULL;
  t->values = NULL;
  PyObject *names = PyUnicode_FromString("names");
  if (names == NULL) {
    Py_CLEAR(t);
    // DEALLOC: 't' ... 'names'
    return NULL;
  }
  t->names = names;
  return (PyObject *)t;
}

static Table *blank(void) {
  Table *t = PyObject_New(Table, &Table_Type);
  if (t != NULL)
    t->buffer = NULL;
  return t;
}

PyObject *set_by_caller_good(void) {
  Table *t = blank();
  if (t == NULL)
    return NULL;
  t->names = t->values = NULL;
  return (PyObject *)t;
}

static void reset(Table *t) {
  t->names = t->values = NULL;
  t->buffer = NULL;
}

PyObject *set_by_helper_good(void) {
  Table *t = PyObject_New(Table, &Table_Type);
  if (t == NULL)
    return NULL;
  reset(t);
  t->names = PyUnicode_FromString("names");
  if (t->names == NULL) {
    Py_DECREF(t);
    return NULL;
  }
  return (PyObject *)t;
}

PyObject *set_at_once_good(void) {
  Table *t = PyObject_New(Table, &Table_Type);
  if (t == NULL)
    return NULL;
  memset((char *)t + sizeof(PyObject), 0, sizeof(Table) - sizeof(PyObject));
  t->names = PyUnicode_FromString("names");
  if (t->names == NULL) {
    Py_DECREF(t);
    return NULL;
  }
  return (PyObject *)t;
}

// By a local variable and by the field.
PyObject *two_names_bad(void) {
  Table *t = PyObject_New(Table, &Table_Type);
  if (t == NULL)
    return NULL;
  t->buffer = NULL;
  t->values = NULL;
  PyObject *names = PyUnicode_FromString("names");
  t->names = names;
  t->values = PyUnicode_FromString("values");
  if (t->values == NULL) {
    Py_XDECREF(names);
    Py_DECREF(t);
    // OVERRELEASE: ... 'names'
    return NULL;
  }
  return (PyObject *)t;
}

PyObject *two_references_good(void) {
  Table *t = PyObject_New(Table, &Table_Type);
  if (t == NULL)
    return NULL;
  t->buffer = NULL;
  t->names = t->values = NULL;
  PyObject *names = PyUnicode_FromString("names");
  if (names == NULL) {
    Py_DECREF(t);
    return NULL;
  }
  t->names = Py_NewRef(names);
  t->values = PyUnicode_FromString("values");
  if (t->values == NULL) {
    Py_DECREF(names);
    Py_DECREF(t);
    return NULL;
  }
  Py_DECREF(names);
  return (PyObject *)t;
}

static PyObject *labels_bad(PyTypeObject *type, PyObject *args, PyObject *kw) {
  Table *t = (Table *)type->tp_alloc(type, 0);
  if (t == NULL)
    return NULL;
  t->names = PyUnicode_FromString("names");
  if (t->names == NULL)
    goto fail_object;
  t->values = PyUnicode_FromString("values");
  if (t->values == NULL)
    goto fail_names;
  return (PyObject *)t;
fail_names:
  Py_DECREF(t->names);
fail_object:
  Py_DECREF(t);
  // OVERRELEASE: ... 'names'
  return NULL;
}

static PyObject *labels_good(PyTypeObject *type, PyObject *args, PyObject *kw) {
  Table *t = (Table *)type->tp_alloc(type, 0);
  if (t == NULL)
    return NULL;
  t->names = PyUnicode_FromString("names");
  if (t->names == NULL)
    goto fail_object;
  t->values = PyUnicode_FromString("values");
  if (t->values == NULL)
    goto fail_names;
  return (PyObject *)t;
fail_names:
  Py_CLEAR(t->names);
fail_object:
  Py_DECREF(t);
  return NULL;
}

// Nothing was there yet.
static PyObject *empty_good(PyTypeObject *type, PyObject *args, PyObject *kw) {
  Table *t = (Table *)type->tp_alloc(type, 0);
  if (t == NULL)
    return NULL;
  if (!PyArg_ParseTuple(args, "")) {
    Py_XDECREF(t->names);
    Py_DECREF(t);
    return NULL;
  }
  t->names = PyUnicode_FromString("names");
  return (PyObject *)t;
}

static PyObject *freed_bad(PyTypeObject *type, PyObject *args, PyObject *kw) {
  Table *t = (Table *)type->tp_alloc(type, 0);
  if (t == NULL)
    return NULL;
  t->buffer = PyMem_Malloc(10);
  t->values = PyUnicode_FromString("values");
  if (t->buffer == NULL || t->values == NULL) {
    PyMem_Free(t->buffer);
    Py_DECREF(t);
    // OVERRELEASE: ... 'buffer'
    return NULL;
  }
  return (PyObject *)t;
}

static PyObject *freed_good(PyTypeObject *type, PyObject *args, PyObject *kw) {
  Table *t = (Table *)type->tp_alloc(type, 0);
  if (t == NULL)
    return NULL;
  t->buffer = PyMem_Malloc(10);
  t->values = PyUnicode_FromString("values");
  if (t->buffer == NULL || t->values == NULL) {
    PyMem_Free(t->buffer);
    t->buffer = NULL;
    Py_DECREF(t);
    return NULL;
  }
  return (PyObject *)t;
}

#define TABLE_TYPE(type, make)                                                 \
  PyTypeObject type = {                                                        \
      PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Table",                      \
      .tp_basicsize = sizeof(Table),                                           \
      .tp_flags = Py_TPFLAGS_DEFAULT,                                          \
      .tp_new = make,                                                          \
      .tp_dealloc = table_dealloc,                                             \
  }

TABLE_TYPE(Labels_Bad, labels_bad);
TABLE_TYPE(Labels_Good, labels_good);
TABLE_TYPE(Empty_Good, empty_good);
TABLE_TYPE(Freed_Bad, freed_bad);
TABLE_TYPE(Freed_Good, freed_good);
