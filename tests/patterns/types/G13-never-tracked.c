// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def loop(bind):
// RUNTIME-SETUP:     items = []
// RUNTIME-SETUP:     items.append(bind(items))
// RUNTIME: types=Bound_Type,Name_Type call=o bad=bind_bad:leak run=loop(m.bind_bad)
// RUNTIME: types=Bound_Type,Name_Type call=o bad=macro_bad:leak run=loop(m.macro_bad)
// RUNTIME: types=Bound_Type,Name_Type call=o good=bind_good run=loop(m.bind_good)
// RUNTIME: types=Bound_Type,Name_Type call=o good=helper_good run=loop(m.helper_good)
// RUNTIME: types=Bound_Type,Name_Type call=o good=allocated_good run=loop(m.allocated_good)
// Pattern: G13
// PyObject_GC_New leaves the object untracked.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *target;
} Bound;

static int bound_traverse(PyObject *op, visitproc visit, void *arg) {
  Py_VISIT(((Bound *)op)->target);
  return 0;
}

static int bound_clear(PyObject *op) {
  Py_CLEAR(((Bound *)op)->target);
  return 0;
}

static void bound_dealloc(PyObject *op) {
  PyObject_GC_UnTrack(op);
  Py_XDECREF(((Bound *)op)->target);
  PyObject_GC_Del(op);
}

PyTypeObject Bound_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Bound",
    .tp_basicsize = sizeof(Bound),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = bound_traverse,
    .tp_clear = bound_clear,
    .tp_dealloc = bound_dealloc,
};

PyObject *bind_bad(PyObject *self, PyObject *target) {
  Bound *b = PyObject_GC_New(Bound, &Bound_Type);
  // GC-SUPPORT: ^'b' is made with PyObject_GC_New, and PyObject_GC_Track is never called
  if (b == NULL)
    return NULL;
  b->target = Py_NewRef(target);
  return (PyObject *)b;
}

PyObject *bind_good(PyObject *self, PyObject *target) {
  Bound *b = PyObject_GC_New(Bound, &Bound_Type);
  if (b == NULL)
    return NULL;
  b->target = Py_NewRef(target);
  PyObject_GC_Track(b);
  return (PyObject *)b;
}

// Through a macro, and a variable of the plain type.
#define MAKE(type) ((type *)PyObject_GC_New(type, &type##_Type))

PyObject *macro_bad(PyObject *self, PyObject *target) {
  PyObject *result;
  Bound *b = MAKE(Bound);
  // GC-SUPPORT: ^'b' is made with PyObject_GC_New
  if (b == NULL)
    return NULL;
  Py_INCREF(target);
  b->target = target;
  result = (PyObject *)b;
  return result;
}

// A helper tracks it.
static PyObject *finish(Bound *b, PyObject *target) {
  b->target = Py_NewRef(target);
  PyObject_GC_Track((PyObject *)b);
  return (PyObject *)b;
}

PyObject *helper_good(PyObject *self, PyObject *target) {
  Bound *b = PyObject_GC_New(Bound, &Bound_Type);
  return b == NULL ? NULL : finish(b, target);
}

// tp_alloc tracks it.
PyObject *allocated_good(PyObject *self, PyObject *target) {
  Bound *b = (Bound *)PyType_GenericAlloc(&Bound_Type, 0);
  if (b == NULL)
    return NULL;
  b->target = Py_NewRef(target);
  return (PyObject *)b;
}

// Only text: no cycle can come of it.

typedef struct {
  PyObject_HEAD
  PyObject *text;
} Name;

static int name_traverse(PyObject *op, visitproc visit, void *arg) {
  Py_VISIT(((Name *)op)->text);
  return 0;
}

static void name_dealloc(PyObject *op) {
  PyObject_GC_UnTrack(op);
  Py_XDECREF(((Name *)op)->text);
  PyObject_GC_Del(op);
}

PyTypeObject Name_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Name",
    .tp_basicsize = sizeof(Name),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = name_traverse,
    .tp_dealloc = name_dealloc,
};

PyObject *name_good(PyObject *self, PyObject *unused) {
  Name *n = PyObject_GC_New(Name, &Name_Type);
  if (n == NULL)
    return NULL;
  n->text = PyUnicode_FromString("name");
  return (PyObject *)n;
}
