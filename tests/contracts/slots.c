// RUN: %check_all_hosts %s
// RUN: %pyrefcheck --check-contracts %S/Inputs/slots.yaml | FileCheck %s --check-prefix=FINE
// CONTRACTS: Inputs/slots.yaml
// FINE: slots.yaml: 3 entries, all fine
// A contract file says which fields and variables own what they hold.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *parent;
  PyObject *child;
  PyObject *other;
} Node;

PyObject *current;

static PyObject *strong_into_borrowing(Node *self, PyObject *unused) {
  PyObject *made = PyList_New(0);
  self->parent = made;
  Py_RETURN_NONE;
  // LEAK: 'made'
}

static PyObject *borrowed_into_owning(Node *self, PyObject *value) {
  Py_CLEAR(self->child);
  self->child = value;
  // OVERRELEASE: 'value' is stored in 'self->child'
  Py_RETURN_NONE;
}

static PyObject *into_unknown(Node *self, PyObject *value) {
  self->other = value;
  Py_RETURN_NONE;
}

static PyObject *into_variable(PyObject *self, PyObject *unused) {
  PyObject *made = PyList_New(0);
  current = made;
  return made;
}

PyMethodDef methods[] = {
    {"a", (PyCFunction)strong_into_borrowing, METH_NOARGS, NULL},
    {"b", (PyCFunction)borrowed_into_owning, METH_O, NULL},
    {"c", (PyCFunction)into_unknown, METH_O, NULL},
    {"d", (PyCFunction)into_variable, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};
