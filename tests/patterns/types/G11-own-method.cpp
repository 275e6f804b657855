// RUN: %check_all_hosts %s
// RUNTIME: call=slot types=Bad_Type bad=bad_init:leak run=m.Bad_Type()
// RUNTIME: bad=make_bad:leak run=m.make_bad()()
// RUNTIME: good=make_good run=m.make_good()()
// Pattern: G11
// In C++: a callback that is bound to the object that keeps it.

#include "Inputs/box.hpp"

DEFINE_BOX

static PyObject *box_call(PyObject *self, PyObject *args) {
  return PyObject_CallNoArgs(box(self)->value);
}

PyMethodDef box_methods[] = {{"call", box_call, METH_NOARGS, nullptr},
                             {nullptr, nullptr, 0, nullptr}};

static int bad_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  Box *target = box(self);
  PyObject *callback = PyObject_GetAttrString(self, "__repr__");
  if (callback == nullptr)
    return -1;
  Py_XSETREF(target->value, callback);
  // REFERENCE-CYCLE: 'value' ... 'PyObject_GetAttrString'
  return 0;
}

static void plain_dealloc(PyObject *self) {
  Py_XDECREF(box(self)->value);
  Py_TYPE(self)->tp_free(self);
}

PyTypeObject Bad_Type =
    // GC-SUPPORT: 'Bad_Type' ... 'value'
    STATIC_TYPE("example.Bad", Box, Py_TPFLAGS_DEFAULT, plain_dealloc, nullptr,
                nullptr, 0, bad_init, PyType_GenericNew, nullptr);

static void heap_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  plain_dealloc(self);
  Py_DECREF(type);
}

static PyType_Slot bad_slots[] = {SLOT(Py_tp_init, bad_init),
                                  SLOT(Py_tp_dealloc, heap_dealloc),
                                  {0, nullptr}};
HEAP_TYPE(bad, Box, Py_TPFLAGS_DEFAULT)
// GC-SUPPORT: 'bad_spec' ... 'value'

static int good_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  Box *target = box(self);
  PyObject *callback = PyObject_GetAttrString(self, "__repr__");
  if (callback == nullptr)
    return -1;
  Py_XSETREF(target->value, PyObject_CallNoArgs(callback));
  Py_DECREF(callback);
  return target->value == nullptr ? -1 : 0;
}

static PyType_Slot good_slots[] = {SLOT(Py_tp_init, good_init),
                                   SLOT(Py_tp_traverse, box_heap_traverse),
                                   SLOT(Py_tp_clear, box_clear),
                                   SLOT(Py_tp_dealloc, box_heap_dealloc),
                                   {0, nullptr}};
HEAP_TYPE(good, Box, WITH_GC)
