// RUN: %check_all_hosts %s
// RUNTIME: none (the types show it)
// Pattern: G02, G01
// Fields that get their values with the whole object: an aggregate that is
// assigned, an initialiser in a constructor, new with braces.

#include <Python.h>

#include <new>

struct Box {
  PyObject_HEAD
  PyObject *value;
};

static PyObject *box_make(PyObject *type, PyObject *arg) {
  Box *self = (Box *)((PyTypeObject *)type)->tp_alloc((PyTypeObject *)type, 0);
  if (!self)
    return nullptr;
  Py_INCREF(arg);
  *self = Box{self->ob_base, arg};
  return (PyObject *)self;
}

static PyMethodDef box_methods[] = {
    {"make", box_make, METH_O | METH_CLASS, nullptr},
    {nullptr, nullptr, 0, nullptr}};

static void box_dealloc(PyObject *op) {
  Py_XDECREF(((Box *)op)->value);
  Py_TYPE(op)->tp_free(op);
}

PyTypeObject Box_Type = {PyVarObject_HEAD_INIT(nullptr, 0) "x.Box",
                         // GC-SUPPORT@-1: 'Box_Type' owns an arbitrary object in 'value'
                         sizeof(Box), 0, box_dealloc};

// A constructor.

struct Pair {
  PyObject_HEAD
  PyObject *left;
  PyObject *right;
  Pair(PyObject *l, PyObject *r) : left(Py_NewRef(l)), right{Py_NewRef(r)} {}
};

static PyObject *pair_new(PyTypeObject *type, PyObject *args, PyObject *) {
  PyObject *left, *right;
  if (!PyArg_ParseTuple(args, "UU", &left, &right))
    return nullptr;
  void *memory = type->tp_alloc(type, 0);
  return memory ? (PyObject *)new (memory) Pair(left, right) : nullptr;
}

static void pair_dealloc(PyObject *op) {
  // DEALLOC: 'pair_dealloc' does not release field 'right'
  Py_XDECREF(((Pair *)op)->left);
  Py_TYPE(op)->tp_free(op);
}

PyTypeObject Pair_Type = {PyVarObject_HEAD_INIT(nullptr, 0) "x.Pair",
                          sizeof(Pair), 0, pair_dealloc};

// Only text.

struct Name {
  PyObject_HEAD
  PyObject *text;
};

static PyObject *name_make(PyObject *type, PyObject *) {
  Name *self =
      (Name *)((PyTypeObject *)type)->tp_alloc((PyTypeObject *)type, 0);
  PyObject *text = self ? PyUnicode_FromString("name") : nullptr;
  if (!text) {
    Py_XDECREF(self);
    return nullptr;
  }
  *self = Name{self->ob_base, text};
  return (PyObject *)self;
}

static PyMethodDef name_methods[] = {
    {"make", name_make, METH_NOARGS | METH_CLASS, nullptr},
    {nullptr, nullptr, 0, nullptr}};

static void name_dealloc(PyObject *op) {
  Py_XDECREF(((Name *)op)->text);
  Py_TYPE(op)->tp_free(op);
}

PyTypeObject Name_Type = {PyVarObject_HEAD_INIT(nullptr, 0) "x.Name",
                          sizeof(Name), 0, name_dealloc};
