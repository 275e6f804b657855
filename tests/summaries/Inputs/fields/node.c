#include "node.h"

PyObject *last_node;

static void Node_dealloc(Node *self) {
  if (last_node == (PyObject *)self)
    last_node = NULL;
  Py_XDECREF(self->value);
  PyObject_Free(self);
}

static PyObject *Node_attach(Node *self, PyObject *parent) {
  self->parent = parent;
  self->mixed = parent;
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"attach", (PyCFunction)Node_attach, METH_O, NULL}, {NULL, NULL, 0, NULL}};

PyTypeObject Node_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "test.Node",
    .tp_basicsize = sizeof(Node),
    .tp_dealloc = (destructor)Node_dealloc,
    .tp_methods = methods,
};
