// RUN: %check_all_hosts %s
// RUNTIME: bad=make_self:leak run=m.make_self()()
// RUNTIME: bad=make_method:leak run=m.make_method()()
// RUNTIME: good=make_good run=m.make_good()()
// Pattern: G10
// The instances of a heap type that own themselves.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Box;

static void box_dealloc(Box *self) {
  PyTypeObject *type = Py_TYPE(self);
  Py_XDECREF(self->value);
  type->tp_free((PyObject *)self);
  Py_DECREF(type);
}

// Immutable: that its instances own it closes no cycle.
#define HEAP_TYPE(NAME, ...)                                                   \
  static PyType_Slot NAME##_slots[] = {                                        \
      {Py_tp_dealloc, box_dealloc}, __VA_ARGS__, {0, NULL}};                   \
  static PyType_Spec NAME##_spec = {                                           \
      "example." #NAME, sizeof(Box), 0,                                        \
      Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE, NAME##_slots};            \
  static PyObject *make_##NAME(PyObject *self, PyObject *args) {               \
    return PyType_FromSpec(&NAME##_spec);                                      \
  }

static int self_init(Box *self, PyObject *args, PyObject *kwargs) {
  PyObject *old = self->value;
  Py_INCREF(self);
  self->value = (PyObject *)self;
  // REFERENCE-CYCLE: 'value'
  Py_XDECREF(old);
  return 0;
}

HEAP_TYPE(self, {Py_tp_init, self_init})

static PyObject *hello(PyObject *self, PyObject *args) {
  return PyUnicode_FromString("hello");
}

static PyMethodDef hello_def = {"hello", hello, METH_NOARGS, NULL};

static int method_init(Box *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->value, PyCFunction_New(&hello_def, (PyObject *)self));
  // REFERENCE-CYCLE: 'value' ... 'PyCFunction_New'
  return self->value == NULL ? -1 : 0;
}

HEAP_TYPE(method, {Py_tp_init, method_init})

static int good_init(Box *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->value, PyUnicode_FromFormat("%p", self));
  return self->value == NULL ? -1 : 0;
}

HEAP_TYPE(good, {Py_tp_init, good_init})
