// RUN: %check_driver %s
// RUN: %check_driver %s -DPYREFCHECK_PY=0x03080000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030c0000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030e0000
// RUN: %check_driver %s -DPYREFCHECK_PY=0x03080000 -DPy_REF_DEBUG
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030b0000 -DPy_REF_DEBUG
// RUN: %check_driver %s -DPYREFCHECK_PY=0x030e0000 -DPy_REF_DEBUG
// RUNTIME: none (the rules read the types' definitions)
// Pattern: L20
// Debug builds give Py_DECREF a file and a line before the object; Py_CLEAR and
// Py_SETREF differ between versions. What they release is the same.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Box;

static int box_clear_good(PyObject *op) {
  Py_CLEAR(((Box *)op)->value);
  return 0;
}

static void helper_good(PyObject *self) {
  PyObject_GC_UnTrack(self);
  box_clear_good(self);
  Py_TYPE(self)->tp_free(self);
}

static void clear_good(PyObject *self) {
  PyObject_GC_UnTrack(self);
  Py_CLEAR(((Box *)self)->value);
  Py_TYPE(self)->tp_free(self);
}

static void release(PyObject *value) { Py_DECREF(value); }

static void decref_good(PyObject *self) {
  PyObject_GC_UnTrack(self);
  if (((Box *)self)->value != NULL)
    Py_DECREF(((Box *)self)->value);
  Py_TYPE(self)->tp_free(self);
}

static void by_helper_good(PyObject *self) {
  PyObject_GC_UnTrack(self);
  if (((Box *)self)->value != NULL)
    release(((Box *)self)->value);
  Py_TYPE(self)->tp_free(self);
}

static void nothing_bad(PyObject *self) {
  // DEALLOC: 'nothing_bad' ... 'value'
  PyObject_GC_UnTrack(self);
  Py_TYPE(self)->tp_free(self);
}

static PyObject *box_set(PyObject *op, PyObject *v) {
  Box *self = (Box *)op;
  PyObject *old = self->value;
  Py_INCREF(v);
  self->value = v;
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *own_bad(PyObject *op, PyObject *unused) {
  Box *self = (Box *)op;
  Py_INCREF(self);
  Py_XSETREF(self->value, (PyObject *)self);
  // REFERENCE-CYCLE: 'value'
  Py_RETURN_NONE;
}

static PyObject *own_by_setref_bad(PyObject *op, PyObject *unused) {
  Py_INCREF(op);
  Py_SETREF(((Box *)op)->value, op);
  // REFERENCE-CYCLE: 'value'
  Py_RETURN_NONE;
}

static PyMethodDef box_methods[] = {{"set", box_set, METH_O, NULL},
                                    {"own", own_bad, METH_NOARGS, NULL},
                                    {"own2", own_by_setref_bad, METH_NOARGS,
                                     NULL},
                                    {NULL, NULL, 0, NULL}};

static int box_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(((Box *)self)->value);
  return 0;
}

#define TYPE(name)                                                             \
  PyTypeObject name##_Type = {                                                 \
      PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Box",                        \
      .tp_basicsize = sizeof(Box),                                             \
      .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,                     \
      .tp_dealloc = name,                                                      \
      .tp_traverse = box_traverse,                                             \
      .tp_clear = box_clear_good,                                              \
      .tp_methods = box_methods,                                               \
  }
TYPE(helper_good);
TYPE(clear_good);
TYPE(decref_good);
TYPE(by_helper_good);
TYPE(nothing_bad);
