// RUN: %check_all_hosts %s
// RUNTIME: call=slot types=Bad_Type,Good_Type bad=dealloc_bad:leak run=m.Bad_Type("a" * 9)
// RUNTIME: call=slot types=Bad_Type,Good_Type good=dealloc_good run=m.Good_Type("a" * 9).move()
// Pattern: L20
// A field that gets a reference of its own when the object is made owns what
// another function moves there, too.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *text;
} Box;

static PyObject *box_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  PyObject *text;
  if (!PyArg_ParseTuple(args, "U", &text))
    return NULL;
  Box *self = (Box *)type->tp_alloc(type, 0);
  if (self == NULL)
    return NULL;
  self->text = text;
  Py_INCREF(self->text);
  return (PyObject *)self;
}

static PyObject *box_move(Box *self, PyObject *args) {
  PyTypeObject *type = Py_TYPE(self);
  Box *other = (Box *)type->tp_alloc(type, 0);
  if (other == NULL)
    return NULL;
  other->text = self->text;
  self->text = NULL;
  return (PyObject *)other;
}

static PyMethodDef methods[] = {
    {"move", (PyCFunction)box_move, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};

static void dealloc_bad(Box *self) {
  // DEALLOC: ^'dealloc_bad' ... 'text'
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Bad_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Bad",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)dealloc_bad,
    .tp_methods = methods,
    .tp_new = box_new,
};

static void dealloc_good(Box *self) {
  Py_XDECREF(self->text);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)dealloc_good,
    .tp_methods = methods,
    .tp_new = box_new,
};
