// RUN: %check_all_hosts %s
// RUNTIME: call=slot types=Self_Type,Good_Type bad=self_init:leak run=m.Self_Type()
// RUNTIME: call=slot types=Self_Type,Good_Type good=good_init run=m.Good_Type()
// RUNTIME: bad=make_method:leak run=m.make_method()()
// RUNTIME: good=make_good run=m.make_good()()
// Pattern: G10
// In C++: an object that comes to own itself, of a static and of a heap type.

#include "Inputs/box.hpp"

DEFINE_BOX

// Without garbage collection: these types are not meant to hold other objects.

static void plain_dealloc(PyObject *self) {
  Py_XDECREF(box(self)->value);
  Py_TYPE(self)->tp_free(self);
}

static int self_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  Box *target = box(self);
  PyObject *old = target->value;
  target->value = Py_NewRef(self);
  // REFERENCE-CYCLE: 'value' ... target -> value -> target
  Py_XDECREF(old);
  return 0;
}

PyTypeObject Self_Type =
    // GC-SUPPORT: 'Self_Type' ... 'value'
    STATIC_TYPE("example.Self", Box, Py_TPFLAGS_DEFAULT, plain_dealloc, nullptr,
                nullptr, 0, self_init, PyType_GenericNew, nullptr);

struct Label {
  PyObject_HEAD
  PyObject *text;
};

static void label_dealloc(PyObject *self) {
  Py_XDECREF(reinterpret_cast<Label *>(self)->text);
  Py_TYPE(self)->tp_free(self);
}

static int good_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  auto *label = reinterpret_cast<Label *>(self);
  Py_XSETREF(label->text, PyUnicode_FromFormat("%p", self));
  return label->text == nullptr ? -1 : 0;
}

PyTypeObject Good_Type =
    STATIC_TYPE("example.Good", Label, Py_TPFLAGS_DEFAULT, label_dealloc,
                nullptr, nullptr, 0, good_init, PyType_GenericNew, nullptr);

static PyObject *hello(PyObject *self, PyObject *args) {
  return PyUnicode_FromString("hello");
}

static PyMethodDef hello_def = {"hello", hello, METH_NOARGS, nullptr};

struct Owner {
  PyObject_HEAD
  PyObject *method;
};

static void owner_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  Py_XDECREF(reinterpret_cast<Owner *>(self)->method);
  type->tp_free(self);
  Py_DECREF(type);
}

static int method_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  auto *owner = reinterpret_cast<Owner *>(self);
  Py_XSETREF(owner->method, PyCFunction_New(&hello_def, self));
  // REFERENCE-CYCLE: 'method' ... 'PyCFunction_New'
  return owner->method == nullptr ? -1 : 0;
}

static PyType_Slot method_slots[] = {SLOT(Py_tp_init, method_init),
                                     SLOT(Py_tp_dealloc, owner_dealloc),
                                     {0, nullptr}};
HEAP_TYPE(method, Owner, Py_TPFLAGS_DEFAULT)
// GC-SUPPORT: 'method_spec'

static int owner_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  auto *owner = reinterpret_cast<Owner *>(self);
  Py_XSETREF(owner->method, PyCFunction_New(&hello_def, nullptr));
  return owner->method == nullptr ? -1 : 0;
}

static int owner_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(reinterpret_cast<Owner *>(self)->method);
  return 0;
}

static void owner_gc_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  owner_dealloc(self);
}

static PyType_Slot good_slots[] = {SLOT(Py_tp_init, owner_init),
                                   SLOT(Py_tp_traverse, owner_traverse),
                                   SLOT(Py_tp_dealloc, owner_gc_dealloc),
                                   {0, nullptr}};
HEAP_TYPE(good, Owner, WITH_GC)
