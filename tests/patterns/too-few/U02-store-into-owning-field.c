// RUN: %check_all_hosts %s
// RUNTIME-SETUP: class Fresh: pass
// RUNTIME-SETUP: def make(cls): return cls(Fresh())
// RUNTIME-SETUP: def fill(method, *values):
// RUNTIME-SETUP:     box = m.Box_Type(Fresh()); getattr(box, method)(*values)
// RUNTIME: types=Box_Type call=slot good=Box_new run=make(m.Box_Type)
// RUNTIME: types=Box_Type call=slot bad=set_bad:over|crash run=fill('set_bad', Fresh())
// RUNTIME: types=Box_Type call=slot good=set_good,late_good
//     run=fill('set_good', Fresh()), fill('late_good', Fresh())
// RUNTIME: types=Box_Type call=slot bad=parse_bad:over|crash run=fill('parse_bad', Fresh())
// RUNTIME: types=Box_Type call=slot bad=parse_both_bad:over|crash
//     run=fill('parse_both_bad', Fresh(), Fresh())
// RUNTIME: types=Box_Type call=slot good=parse_good run=fill('parse_good', Fresh())
// RUNTIME: types=Box_Type call=slot good=swapped_good run=fill('swapped_good', Fresh())
// Pattern: U02
// A borrowed reference stored into a field that tp_dealloc releases.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
  PyObject *spare;
} Box;

static int Box_traverse(Box *self, visitproc visit, void *arg) {
  Py_VISIT(self->value);
  Py_VISIT(self->spare);
  return 0;
}

static int Box_clear(Box *self) {
  Py_CLEAR(self->value);
  Py_CLEAR(self->spare);
  return 0;
}

static void Box_dealloc(Box *self) {
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->value);
  Py_CLEAR(self->spare);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *Box_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return NULL;
  Box *self = (Box *)type->tp_alloc(type, 0);
  if (self == NULL)
    return NULL;
  Py_INCREF(value);
  self->value = value;
  return (PyObject *)self;
}

static PyObject *set_bad(Box *self, PyObject *value) {
  PyObject *old = self->value;
  self->value = value;
  // OVERRELEASE: 'value' is stored in 'self->value'
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *set_good(Box *self, PyObject *value) {
  PyObject *old = self->value;
  self->value = Py_NewRef(value);
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *late_good(Box *self, PyObject *value) {
  PyObject *old = self->value;
  self->value = value;
  Py_INCREF(self->value);
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *parse_bad(Box *self, PyObject *args) {
  Py_CLEAR(self->spare);
  if (!PyArg_ParseTuple(args, "O", &self->spare))
    // OVERRELEASE: ... 'self->spare'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *parse_both_bad(Box *self, PyObject *args) {
  Py_CLEAR(self->spare);
  Py_CLEAR(self->value);
  if (!PyArg_ParseTuple(args, "OO", &self->spare, &self->value))
    // OVERRELEASE: ... 'self->spare'
    // OVERRELEASE: ... 'self->value'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *parse_good(Box *self, PyObject *args) {
  Py_CLEAR(self->spare);
  if (!PyArg_ParseTuple(args, "O", &self->spare))
    return NULL;
  Py_INCREF(self->spare);
  Py_RETURN_NONE;
}

// Only for the time of a call.
static PyObject *swapped_good(Box *self, PyObject *value) {
  PyObject *saved = self->value;
  self->value = value;
  PyObject *text = PyObject_Repr((PyObject *)self);
  self->value = saved;
  return text;
}

static PyMethodDef Box_methods[] = {
    {"set_bad", (PyCFunction)set_bad, METH_O, NULL},
    {"set_good", (PyCFunction)set_good, METH_O, NULL},
    {"late_good", (PyCFunction)late_good, METH_O, NULL},
    {"parse_bad", (PyCFunction)parse_bad, METH_VARARGS, NULL},
    {"parse_both_bad", (PyCFunction)parse_both_bad, METH_VARARGS, NULL},
    {"parse_good", (PyCFunction)parse_good, METH_VARARGS, NULL},
    {"swapped_good", (PyCFunction)swapped_good, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

PyTypeObject Box_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "test.Box",
    .tp_basicsize = sizeof(Box),
    .tp_dealloc = (destructor)Box_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)Box_traverse,
    .tp_clear = (inquiry)Box_clear,
    .tp_methods = Box_methods,
    .tp_new = Box_new,
};
