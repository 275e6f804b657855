// RUN: %check_all_hosts %s
// RUNTIME: call=slot types=Bad_Type,NoDealloc_Type,Good_Type bad=dealloc_bad:leak run=m.Bad_Type()
// RUNTIME: call=slot types=Bad_Type,NoDealloc_Type,Good_Type bad=no_dealloc:leak
//     run=m.NoDealloc_Type()
// RUNTIME: call=slot types=Bad_Type,NoDealloc_Type,Good_Type good=box_dealloc run=m.Good_Type()
// Pattern: L20
// What tp_dealloc does not release leaks with every instance.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value, *name;
} Box;

static int box_init(Box *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->value, PyList_New(0));
  Py_XSETREF(self->name, PyUnicode_FromFormat("<%p>", self));
  return self->value == NULL || self->name == NULL ? -1 : 0;
}

static int box_traverse(Box *self, visitproc visit, void *arg) {
  Py_VISIT(self->value);
  return 0;
}

static int box_clear(Box *self) {
  Py_CLEAR(self->value);
  return 0;
}

static void dealloc_bad(Box *self) {
  // DEALLOC: ^'dealloc_bad' ... 'name'
  // DEALLOC: ^'dealloc_bad' ... 'value'
  PyObject_GC_UnTrack(self);
  PyObject_GC_Del(self);
}

PyTypeObject Bad_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Bad",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)dealloc_bad,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

// The base type's tp_dealloc, object's, knows nothing of the fields.

typedef struct {
  PyObject_HEAD
  PyObject *text;
} Label;

static int label_init(Label *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->text, PyUnicode_FromFormat("<%p>", self));
  return self->text == NULL ? -1 : 0;
}

PyTypeObject NoDealloc_Type = {
    // DEALLOC: 'NoDealloc_Type' ... 'text'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.NoDealloc",
    .tp_basicsize = sizeof(Label),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_init = (initproc)label_init,
    .tp_new = PyType_GenericNew,
};

static void box_dealloc(Box *self) {
  PyObject_GC_UnTrack(self);
  (void)box_clear(self);
  Py_XDECREF(self->name);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

// Borrowed fields are not released.

typedef struct {
  PyObject_HEAD
  PyObject *owner; /* borrowed */
} View;

static PyObject *view_new(PyTypeObject *type, PyObject *args,
                          PyObject *kwargs) {
  PyObject *owner;
  if (!PyArg_ParseTuple(args, "O", &owner))
    return NULL;
  View *self = (View *)type->tp_alloc(type, 0);
  if (self != NULL)
    self->owner = owner;
  return (PyObject *)self;
}

static void view_dealloc(View *self) {
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject View_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.View",
    .tp_basicsize = sizeof(View),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)view_dealloc,
    .tp_new = view_new,
};
