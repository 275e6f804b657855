#include <Python.h>

struct missing;

typedef struct {
  PyObject_HEAD
  struct missing inner;
  PyObject *value;
} Holder;

typedef struct {
  Holder base;
  no_such_type number;
  PyObject *value;
} Outer;

typedef struct {
  PyObject_HEAD
  PyObject *value;
  struct missing *other;
} Fine;

static void outer_dealloc(Outer *self) {
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyTypeObject Outer_Type = {
    PyVarObject_HEAD_INIT(NULL, 0) "m.Outer", sizeof(Outer), 0,
    (destructor)outer_dealloc,
};

PyObject *by_pointer(Outer *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  self->value = args;
  return NULL;
}

PyObject *by_type(PyObject *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  return PyType_Ready(&Outer_Type) < 0 ? NULL : PyObject_Repr(undeclared);
}

PyObject *fine(Fine *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  self->other = NULL;
  return NULL;
}
