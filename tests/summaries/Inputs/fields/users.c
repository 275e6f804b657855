#include "node.h"

static PyObject *set_value_bad(Node *self, PyObject *value) {
  PyObject *old = self->value;
  self->value = value; /* bad: borrowed */
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *set_value_good(Node *self, PyObject *value) {
  PyObject *old = self->value;
  self->value = Py_NewRef(value);
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *adopt_good(Node *self, PyObject *unused) {
  PyObject *made = PyList_New(0);
  if (made == NULL)
    return NULL;
  PyObject *kept = made;
  ((Node *)self)->mixed = Py_NewRef(kept);
  return made;
}

static PyObject *set_parent_good(Node *self, PyObject *parent) {
  self->parent = parent;
  Py_RETURN_NONE;
}

PyMethodDef user_methods[] = {
    {"set_value_bad", (PyCFunction)set_value_bad, METH_O, NULL},
    {"set_value_good", (PyCFunction)set_value_good, METH_O, NULL},
    {"adopt_good", (PyCFunction)adopt_good, METH_NOARGS, NULL},
    {"set_parent_good", (PyCFunction)set_parent_good, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
