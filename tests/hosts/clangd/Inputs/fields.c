#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Node;

static PyObject *set_value(Node *self, PyObject *value) {
  PyObject *old = self->value;
  self->value = value;
  if (old == NULL)
    Py_RETURN_NONE;
  Py_DECREF(old);
  Py_RETURN_NONE;
}

static PyObject *new_value(Node *self, PyObject *unused) {
  PyObject *value = PyList_New(0);
  if (value == NULL)
    return NULL;
  Py_XSETREF(self->value, value);
  Py_RETURN_NONE;
}

static void Node_dealloc(Node *self) {
  Py_XDECREF(self->value);
  PyObject_Free(self);
}

static PyMethodDef methods[] = {
    {"set_value", (PyCFunction)set_value, METH_O, NULL},
    {"new_value", (PyCFunction)new_value, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static PyTypeObject Node_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "test.Node",
    .tp_basicsize = sizeof(Node),
    .tp_dealloc = (destructor)Node_dealloc,
    .tp_methods = methods,
};
