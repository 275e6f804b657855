// RUN: %check_all_hosts %s
// RUNTIME: types=Holder_Type call=slot bad=forgotten_bad:leak run=m.Holder_Type(1)
// RUNTIME: types=Holder_Type call=slot good=holder_new run=m.Holder_Type('text')
// Pattern: L19
// The fields of an object that was just made are empty: to store into them loses
// nothing. The object itself can be lost.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *name;
} Holder;

static void holder_dealloc(PyObject *self) {
  Py_XDECREF(((Holder *)self)->name);
  Py_TYPE(self)->tp_free(self);
}

static PyObject *forgotten_bad(PyTypeObject *type) {
  PyObject *other = type->tp_alloc(type, 0);
  if (other == NULL)
    return NULL;
  Py_RETURN_NONE;
  // LEAK: 'other'
}

static PyObject *holder_new(PyTypeObject *type, PyObject *args,
                            PyObject *kwargs) {
  PyObject *name;
  if (!PyArg_ParseTuple(args, "O", &name))
    return NULL;
  if (!PyUnicode_Check(name))
    return forgotten_bad(type);
  Holder *self = (Holder *)type->tp_alloc(type, 0);
  if (self == NULL)
    return NULL;
  Py_INCREF(name);
  self->name = name;
  return (PyObject *)self;
}

static PyTypeObject Holder_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Holder",
    .tp_basicsize = sizeof(Holder),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = holder_dealloc,
    .tp_new = holder_new,
};
