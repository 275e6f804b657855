// RUN: %check_all_hosts %s
// RUNTIME-SETUP: from operator import iadd
// RUNTIME-SETUP: m.open = lambda: None
// RUNTIME: bad=iter_bad:over call=slot types=BadCursor run=iter(m.BadCursor())
// RUNTIME: good=iter_good call=slot types=GoodCursor run=iter(m.GoodCursor())
// RUNTIME: bad=inplace_add_bad:over call=slot types=BadCursor run=iadd(m.BadCursor(), 1)
// RUNTIME: good=inplace_add_good call=slot types=GoodCursor run=iadd(m.GoodCursor(), 1)
// RUNTIME: bad=enter_bad:over good=enter_good
// Pattern: U04
// `self` is lent to the method: returning it takes a reference of its own.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject_HEAD
  Py_ssize_t position;
} Cursor;

static PyObject *iter_bad(PyObject *self) {
  return self;
  // RETURN-BORROWED: 'self'
}

static PyObject *iter_good(PyObject *self) {
  Py_INCREF(self);
  return self;
}

static PyObject *iter_newref_good(PyObject *self) { return Py_NewRef(self); }

// `self` under its own type, returned through a cast.
static PyObject *inplace_add_bad(PyObject *object, PyObject *other) {
  Cursor *self = (Cursor *)object;
  Py_ssize_t step = PyNumber_AsSsize_t(other, PyExc_OverflowError);
  if (step == -1 && PyErr_Occurred())
    return NULL;
  self->position += step;
  return (PyObject *)self;
  // RETURN-BORROWED: 'self'
}

static PyObject *inplace_add_good(PyObject *object, PyObject *other) {
  Cursor *self = (Cursor *)object;
  Py_ssize_t step = PyNumber_AsSsize_t(other, PyExc_OverflowError);
  if (step == -1 && PyErr_Occurred())
    return NULL;
  self->position += step;
  Py_INCREF(self);
  return (PyObject *)self;
}

// The error path is right, the normal one is not.
static PyObject *enter_bad(PyObject *self, PyObject *args) {
  if (!PyArg_ParseTuple(args, ""))
    return NULL;
  PyObject *done = PyObject_CallMethod(self, "open", NULL);
  if (done == NULL)
    return NULL;
  Py_DECREF(done);
  return self;
  // RETURN-BORROWED: 'self'
}

static PyObject *enter_good(PyObject *self, PyObject *args) {
  if (!PyArg_ParseTuple(args, ""))
    return NULL;
  PyObject *done = PyObject_CallMethod(self, "open", NULL);
  if (done == NULL)
    return NULL;
  Py_DECREF(done);
  Py_INCREF(self);
  return self;
}

static PyNumberMethods bad_number = {.nb_inplace_add = inplace_add_bad};
static PyNumberMethods good_number = {.nb_inplace_add = inplace_add_good};

PyTypeObject BadCursor = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.BadCursor",
    .tp_basicsize = sizeof(Cursor),
    .tp_as_number = &bad_number,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_iter = iter_bad,
    .tp_new = PyType_GenericNew,
};

PyTypeObject GoodCursor = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.GoodCursor",
    .tp_basicsize = sizeof(Cursor),
    .tp_as_number = &good_number,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_iter = iter_good,
    .tp_new = PyType_GenericNew,
};

PyType_Slot cursor_slots[] = {{Py_tp_iter, iter_newref_good}, {0, NULL}};
