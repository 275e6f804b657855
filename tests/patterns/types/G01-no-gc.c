// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def loop(make):
// RUNTIME-SETUP:     held = []
// RUNTIME-SETUP:     held.append(make(held))
// RUNTIME: call=slot types=BoxBad_Type,LinkBad_Type,BoxGood_Type,LabelGood_Type bad=box_init:leak
//     run=loop(m.BoxBad_Type)
// RUNTIME: call=slot types=BoxBad_Type,LinkBad_Type,BoxGood_Type,LabelGood_Type bad=link_init:leak
//     run=(lambda a, b: (a.__init__(b), b.__init__(a)))(m.LinkBad_Type(None), m.LinkBad_Type(None))
// RUNTIME: call=slot types=BoxBad_Type,LinkBad_Type,BoxGood_Type,LabelGood_Type good=box_traverse
//     run=loop(m.BoxGood_Type)
// RUNTIME: call=slot types=BoxBad_Type,LinkBad_Type,BoxGood_Type,LabelGood_Type good=label_init
//     run=m.LabelGood_Type(7)
// Pattern: G01
// Objects of a type that owns arbitrary objects, or others of its own kind, can
// be part of a cycle: reference counting alone never frees it.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Box;

static int box_init(Box *self, PyObject *args, PyObject *kwargs) {
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return -1;
  Py_XSETREF(self->value, Py_NewRef(value));
  return 0;
}

static void box_dealloc(Box *self) {
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject BoxBad_Type = {
    // GC-SUPPORT: 'BoxBad_Type' ... 'value'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.BoxBad",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

static int box_traverse(Box *self, visitproc visit, void *arg) {
  Py_VISIT(self->value);
  return 0;
}

static int box_clear(Box *self) {
  Py_CLEAR(self->value);
  return 0;
}

static void box_gc_dealloc(Box *self) {
  PyObject_GC_UnTrack(self);
  box_clear(self);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject BoxGood_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.BoxGood",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)box_gc_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
};

// Two of a kind.

typedef struct Link {
  PyObject_HEAD
  struct Link *other;
} Link;

extern PyTypeObject LinkBad_Type;

static int link_init(Link *self, PyObject *args, PyObject *kwargs) {
  PyObject *other;
  if (!PyArg_ParseTuple(args, "O", &other))
    return -1;
  Py_XSETREF(self->other, NULL);
  if (PyObject_TypeCheck(other, &LinkBad_Type))
    self->other = (Link *)Py_NewRef(other);
  return 0;
}

static void link_dealloc(Link *self) {
  Py_XDECREF(self->other);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject LinkBad_Type = {
    // REFERENCE-CYCLE: 'LinkBad_Type' ... 'Link.other'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.LinkBad",
    .tp_basicsize = sizeof(Link),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)link_dealloc,
    .tp_init = (initproc)link_init,
    .tp_new = PyType_GenericNew,
};

// What only ever holds exact strings and numbers leads nowhere.

typedef struct {
  PyObject_HEAD
  PyObject *text, *size, *original;
} Label;

static int label_init(Label *self, PyObject *args, PyObject *kwargs) {
  int number;
  if (!PyArg_ParseTuple(args, "i", &number))
    return -1;
  Py_XSETREF(self->text, PyUnicode_FromFormat("<%d>", number));
  Py_XSETREF(self->size, PyLong_FromLong(number));
  Py_XSETREF(self->original, Py_NewRef(Py_None));
  return self->text == NULL || self->size == NULL ? -1 : 0;
}

static void label_dealloc(Label *self) {
  Py_XDECREF(self->text);
  Py_XDECREF(self->size);
  Py_XDECREF(self->original);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject LabelGood_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.LabelGood",
    .tp_basicsize = sizeof(Label),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)label_dealloc,
    .tp_init = (initproc)label_init,
    .tp_new = PyType_GenericNew,
};
