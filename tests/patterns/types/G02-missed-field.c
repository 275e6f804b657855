// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def loop(make):
// RUNTIME-SETUP:     held = []
// RUNTIME-SETUP:     held.append(make(None, held))
// RUNTIME: call=slot types=Bad_Type,Good_Type,Helped_Type bad=pair_traverse_bad:leak
//     run=loop(m.Bad_Type)
// RUNTIME: call=slot types=Bad_Type,Good_Type,Helped_Type good=pair_traverse_good
//     run=loop(m.Good_Type)
// RUNTIME: call=slot types=Bad_Type,Good_Type,Helped_Type good=pair_traverse_helped
//     run=loop(m.Helped_Type)
// Pattern: G02
// What tp_traverse does not visit looks like a reference from outside.

#include <Python.h>

typedef struct {
  PyObject *second;
} Rest;

typedef struct {
  PyObject_HEAD
  PyObject *first;
  Rest rest;
  PyObject *more[2];
} Pair;

static int pair_init(Pair *self, PyObject *args, PyObject *kwargs) {
  PyObject *first, *second;
  if (!PyArg_ParseTuple(args, "OO", &first, &second))
    return -1;
  Py_XSETREF(self->first, Py_NewRef(first));
  Py_XSETREF(self->rest.second, Py_NewRef(second));
  for (int i = 0; i < 2; i++)
    Py_XSETREF(self->more[i], Py_NewRef(first));
  return 0;
}

static int pair_clear(Pair *self) {
  Py_CLEAR(self->first);
  Py_CLEAR(self->rest.second);
  for (int i = 0; i < 2; i++)
    Py_CLEAR(self->more[i]);
  return 0;
}

static void pair_dealloc(Pair *self) {
  PyObject_GC_UnTrack(self);
  (void)pair_clear(self);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static int pair_traverse_bad(Pair *self, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'pair_traverse_bad' ... 'rest.second' and 'more'
  Py_VISIT(self->first);
  return 0;
}

PyTypeObject Bad_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Bad",
    .tp_basicsize = sizeof(Pair),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)pair_traverse_bad,
    .tp_clear = (inquiry)pair_clear,
    .tp_dealloc = (destructor)pair_dealloc,
    .tp_init = (initproc)pair_init,
    .tp_new = PyType_GenericNew,
};

static int pair_traverse_good(PyObject *object, visitproc visit, void *arg) {
  Pair *self = (Pair *)object;
  Py_VISIT(self->first);
  Py_VISIT(self->rest.second);
  for (int i = 0; i < 2; i++)
    Py_VISIT(self->more[i]);
  return 0;
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Pair),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = pair_traverse_good,
    .tp_clear = (inquiry)pair_clear,
    .tp_dealloc = (destructor)pair_dealloc,
    .tp_init = (initproc)pair_init,
    .tp_new = PyType_GenericNew,
};

// Through helpers, a pointer to the nested struct, and a pointer that walks.

static int visit_rest(Rest *rest, visitproc visit, void *arg) {
  PyObject *second = rest->second;
  return second == NULL ? 0 : visit(second, arg);
}

static int visit_all(PyObject **items, int count, visitproc visit, void *arg) {
  for (PyObject **p = items; p < items + count; p++)
    Py_VISIT(*p);
  return 0;
}

static int pair_traverse_helped(Pair *self, visitproc visit, void *arg) {
  int failed = visit_all(&self->first, 1, visit, arg);
  if (failed)
    return failed;
  failed = visit_rest(&self->rest, visit, arg);
  if (failed)
    return failed;
  return visit_all(self->more, 2, visit, arg);
}

PyTypeObject Helped_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Helped",
    .tp_basicsize = sizeof(Pair),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)pair_traverse_helped,
    .tp_clear = (inquiry)pair_clear,
    .tp_dealloc = (destructor)pair_dealloc,
    .tp_init = (initproc)pair_init,
    .tp_new = PyType_GenericNew,
};

// The base type's tp_traverse visits what stands in its struct.

typedef struct {
  Pair base;
  PyObject *third;
} Triple;

static int triple_traverse(Triple *self, visitproc visit, void *arg) {
  Py_VISIT(self->third);
  return Good_Type.tp_traverse((PyObject *)self, visit, arg);
}

static int triple_clear(Triple *self) {
  Py_CLEAR(self->third);
  return Good_Type.tp_clear((PyObject *)self);
}

static int triple_init(Triple *self, PyObject *args, PyObject *kwargs) {
  PyObject *first, *second, *third;
  if (!PyArg_ParseTuple(args, "OOO", &first, &second, &third))
    return -1;
  Py_XSETREF(self->third, Py_NewRef(third));
  return 0;
}

static void triple_dealloc(Triple *self) {
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->third);
  Good_Type.tp_dealloc((PyObject *)self);
}

PyTypeObject Triple_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Triple",
    .tp_basicsize = sizeof(Triple),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_base = &Good_Type,
    .tp_traverse = (traverseproc)triple_traverse,
    .tp_clear = (inquiry)triple_clear,
    .tp_dealloc = (destructor)triple_dealloc,
    .tp_init = (initproc)triple_init,
};
