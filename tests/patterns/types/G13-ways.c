// RUN: %check_all_hosts %s
// RUNTIME: types=Bound_Type call=slot bad=alloc_bad:crash run=m.Bound_Type()
// Pattern: G13
// An object must be tracked once, on every way that returns it; tp_alloc tracks
// what it makes.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *function, *self;
} Bound;

static int bound_traverse(PyObject *op, visitproc visit, void *arg) {
  Bound *b = (Bound *)op;
  Py_VISIT(b->function);
  Py_VISIT(b->self);
  return 0;
}

static int bound_clear(PyObject *op) {
  Bound *b = (Bound *)op;
  Py_CLEAR(b->function);
  Py_CLEAR(b->self);
  return 0;
}

static void bound_dealloc(PyObject *op) {
  PyObject_GC_UnTrack(op);
  bound_clear(op);
  PyObject_GC_Del(op);
}

static PyObject *alloc_bad(PyTypeObject *type, PyObject *args, PyObject *kw) {
  Bound *b = (Bound *)type->tp_alloc(type, 0);
  if (b == NULL)
    return NULL;
  b->function = Py_NewRef(args);
  PyObject_GC_Track(b);
  // GC-SUPPORT: 'b' is already tracked
  return (PyObject *)b;
}

PyTypeObject Bound_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Bound",
    .tp_basicsize = sizeof(Bound),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_new = alloc_bad,
    .tp_dealloc = bound_dealloc,
    .tp_traverse = bound_traverse,
    .tp_clear = bound_clear,
};

PyObject *generic_alloc_bad(PyObject *function) {
  Bound *b = (Bound *)PyType_GenericAlloc(&Bound_Type, 0);
  if (b == NULL)
    return NULL;
  b->function = Py_NewRef(function);
  PyObject_GC_Track((PyObject *)b);
  // GC-SUPPORT: 'b' is already tracked
  return (PyObject *)b;
}

PyObject *untracked_first_good(PyObject *function) {
  Bound *b = (Bound *)PyType_GenericAlloc(&Bound_Type, 0);
  if (b == NULL)
    return NULL;
  PyObject_GC_UnTrack(b);
  b->function = Py_NewRef(function);
  PyObject_GC_Track(b);
  return (PyObject *)b;
}

PyObject *twice_bad(PyObject *function) {
  Bound *b = PyObject_GC_New(Bound, &Bound_Type);
  if (b == NULL)
    return NULL;
  b->function = b->self = NULL;
  PyObject_GC_Track(b);
  b->function = Py_NewRef(function);
  PyObject_GC_Track(b);
  // GC-SUPPORT: 'b' is already tracked
  return (PyObject *)b;
}

PyObject *early_return_bad(PyObject *function) {
  Bound *b = PyObject_GC_New(Bound, &Bound_Type);
  if (b == NULL)
    return NULL;
  b->function = Py_NewRef(function);
  b->self = NULL;
  if (function == Py_None)
    return (PyObject *)b;
  // GC-SUPPORT: 'b' is returned here without PyObject_GC_Track
  b->self = Py_NewRef(function);
  PyObject_GC_Track(b);
  return (PyObject *)b;
}

PyObject *each_way_good(PyObject *function) {
  Bound *b = PyObject_GC_New(Bound, &Bound_Type);
  if (b == NULL)
    return NULL;
  b->function = Py_NewRef(function);
  b->self = NULL;
  if (function == Py_None) {
    PyObject_GC_Track(b);
    return (PyObject *)b;
  }
  b->self = Py_NewRef(function);
  PyObject_GC_Track(b);
  return (PyObject *)b;
}

PyObject *jump_bad(PyObject *function) {
  Bound *b = PyObject_GC_New(Bound, &Bound_Type);
  if (b == NULL)
    return NULL;
  b->function = Py_NewRef(function);
  b->self = NULL;
  if (!PyCallable_Check(function))
    goto done;
  PyObject_GC_Track(b);
done:
  return (PyObject *)b;
  // GC-SUPPORT: 'b' is returned here without PyObject_GC_Track
}

// What holds only numbers and text needs no collector.
PyObject *on_condition_good(PyObject *value, int simple) {
  Bound *b = PyObject_GC_New(Bound, &Bound_Type);
  if (b == NULL)
    return NULL;
  b->function = Py_NewRef(value);
  b->self = NULL;
  if (!simple)
    PyObject_GC_Track(b);
  return (PyObject *)b;
}
