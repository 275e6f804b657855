// RUN: %check_all_hosts %s
// RUNTIME: none (what tp_alloc gives is a field of the type)
// Pattern: U23
// tp_alloc returns NULL when there is no memory, through whatever pointer it is
// called.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
  int flags;
} Holder;

static PyObject *new_bad(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  Holder *self = (Holder *)type->tp_alloc(type, 0);
  self->flags = 1; // NULL-RESULT: 'self'
  return (PyObject *)self;
}

static PyObject *new_good(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  Holder *self = (Holder *)type->tp_alloc(type, 0);
  if (self != NULL)
    self->flags = 1;
  return (PyObject *)self;
}

static PyObject *pointer_bad(PyTypeObject *type, PyObject *value) {
  allocfunc allocate = type->tp_alloc;
  PyObject *self = allocate(type, 0);
  Py_INCREF(value);
  ((Holder *)self)->value = value; // NULL-RESULT: 'self'
  return self;
}

static PyObject *pointer_good(PyTypeObject *type, PyObject *value) {
  allocfunc allocate = type->tp_alloc;
  PyObject *self = allocate(type, 0);
  if (self == NULL)
    return NULL;
  Py_INCREF(value);
  ((Holder *)self)->value = value;
  return self;
}

static Holder *made(PyTypeObject *type) {
  return (Holder *)type->tp_alloc(type, 0);
}

static PyObject *helper_bad(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  Holder *self = made(type);
  self->flags = 2; // NULL-RESULT: 'self'
  return (PyObject *)self;
}

static PyObject *helper_good(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  Holder *self = made(type);
  if (!self)
    return NULL;
  self->flags = 2;
  return (PyObject *)self;
}

// What it gives is lost like any other object.
static PyObject *lost_bad(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  PyObject *value;
  PyObject *self = type->tp_alloc(type, 0);
  if (self == NULL)
    return NULL;
  if (!PyArg_ParseTuple(args, "O", &value))
    return NULL; // LEAK: 'self'
  return self;
}

PyObject *use(PyTypeObject *type, PyObject *value) {
  PyObject *first = pointer_bad(type, value);
  Py_XDECREF(first);
  return pointer_good(type, value);
}

PyTypeObject types[] = {
    {.tp_name = "a", .tp_new = new_bad}, {.tp_name = "b", .tp_new = new_good},
    {.tp_name = "c", .tp_new = helper_bad}, {.tp_name = "d", .tp_new = helper_good},
    {.tp_name = "e", .tp_new = lost_bad}};
