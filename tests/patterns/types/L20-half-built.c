// RUN: %check_all_hosts %s
// RUNTIME: none (the debug allocator fills fields in its own way)
// Pattern: L20
// tp_dealloc runs on an object that a failing constructor gives up: it reads
// what is not set yet, or releases again what the constructor has released.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject **items;
  Py_ssize_t used;
  PyObject *names, *values;
} Table;

extern PyTypeObject Table_Type;

static void table_dealloc(PyObject *op) {
  Table *t = (Table *)op;
  while (t->used--)
    Py_XDECREF(t->items[t->used]);
  PyMem_Free(t->items);
  Py_XDECREF(t->names);
  Py_XDECREF(t->values);
  Py_TYPE(op)->tp_free(op);
}

PyObject *not_set_yet_bad(PyObject *self, PyObject *args) {
  Table *t = PyObject_New(Table, &Table_Type);
  if (t == NULL)
    return NULL;
  t->names = t->values = NULL;
  t->items = PyMem_New(PyObject *, 8);
  if (t->items == NULL) {
    Py_DECREF(t);
    // DEALLOC: ^'t' is released while its field 'used' is not set yet
    return PyErr_NoMemory();
  }
  t->used = 0;
  return (PyObject *)t;
}

PyObject *all_set_good(PyObject *self, PyObject *args) {
  Table *t = PyObject_New(Table, &Table_Type);
  if (t == NULL)
    return NULL;
  t->names = t->values = NULL;
  t->used = 0;
  t->items = PyMem_New(PyObject *, 8);
  if (t->items == NULL) {
    Py_DECREF(t);
    return PyErr_NoMemory();
  }
  return (PyObject *)t;
}

// A helper sets the rest.
static void init_table(Table *t) {
  t->items = NULL;
  t->used = 0;
}

PyObject *helper_good(PyObject *self, PyObject *args) {
  Table *t = PyObject_New(Table, &Table_Type);
  if (t == NULL)
    return NULL;
  init_table(t);
  t->names = PyList_New(0);
  t->values = NULL;
  if (t->names == NULL) {
    Py_DECREF(t);
    return NULL;
  }
  t->used = 0;
  return (PyObject *)t;
}

// All of it is zero.
PyObject *zeroed_good(PyObject *self, PyObject *args) {
  Table *t = (Table *)PyType_GenericAlloc(&Table_Type, 0);
  if (t == NULL)
    return NULL;
  t->names = PyList_New(0);
  if (t->names == NULL) {
    Py_DECREF(t);
    return NULL;
  }
  t->values = PyDict_New();
  t->used = 0;
  return (PyObject *)t;
}

// Released through a macro, with a field that holds an object.
#define FAIL(object)                                                           \
  do {                                                                         \
    Py_DECREF(object);                                                         \
    return NULL;                                                               \
  } while (0)

PyObject *macro_bad(PyObject *self, PyObject *args) {
  Table *t = PyObject_New(Table, &Table_Type);
  if (t == NULL)
    return NULL;
  t->used = 0;
  t->items = NULL;
  t->names = PyList_New(0);
  if (t->names == NULL)
    FAIL(t);
  // DEALLOC: ^'t' is released while its field 'values' is not set yet
  t->values = PyDict_New();
  if (t->values == NULL)
    FAIL(t);
  return (PyObject *)t;
}

static PyObject *released_twice_bad(PyTypeObject *type, PyObject *args,
                                    PyObject *kwargs) {
  Table *t = (Table *)type->tp_alloc(type, 0);
  if (t == NULL)
    return NULL;
  t->names = PyList_New(0);
  t->values = PyDict_New();
  if (t->names == NULL || t->values == NULL) {
    Py_XDECREF(t->names);
    Py_XDECREF(t->values);
    Py_DECREF(t);
    // OVERRELEASE: 'names'
    // OVERRELEASE@-2: 'values'
    return NULL;
  }
  return (PyObject *)t;
}

// Set to NULL, or replaced.
PyObject *cleared_good(PyTypeObject *type, PyObject *args) {
  Table *t = (Table *)type->tp_alloc(type, 0);
  if (t == NULL)
    return NULL;
  t->names = PyList_New(0);
  t->values = PyDict_New();
  if (t->names == NULL || t->values == NULL) {
    Py_CLEAR(t->names);
    Py_XDECREF(t->values);
    t->values = NULL;
    Py_DECREF(t);
    return NULL;
  }
  return (PyObject *)t;
}

// Only one of the two on each path.
PyObject *either_good(PyTypeObject *type, PyObject *args) {
  Table *t = (Table *)type->tp_alloc(type, 0);
  if (t == NULL)
    return NULL;
  t->names = PyList_New(0);
  if (t->names != NULL && PyList_Append(t->names, args) == 0)
    return (PyObject *)t;
  Py_DECREF(t);
  return NULL;
}

PyTypeObject Table_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Table",
    .tp_basicsize = sizeof(Table),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = released_twice_bad,
    .tp_dealloc = table_dealloc,
};
