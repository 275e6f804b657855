// RUN: %check_all_hosts %s
// RUNTIME: none (the types are not exported)
// Pattern: U19
// Text, bytes and numbers that a call of the API made run no code when they are
// destroyed: nobody can see the field that still points to one. An object of a
// subclass can, as str(x) may be.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *name;
  PyObject *label;
} Node;

static PyObject *rename_good(PyObject *object, PyObject *args) {
  Node *self = (Node *)object;
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name))
    return NULL;
  Py_XDECREF(self->name);
  self->name = PyUnicode_FromString(name);
  Py_RETURN_NONE;
}

static PyObject *label_bad(PyObject *object, PyObject *args) {
  Node *self = (Node *)object;
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return NULL;
  Py_XDECREF(self->label);
  // USE-AFTER-RELEASE: 'self->label'
  self->label = PyObject_Str(value);
  Py_RETURN_NONE;
}

static void node_dealloc(PyObject *object) {
  Node *self = (Node *)object;
  Py_XDECREF(self->name);
  Py_XDECREF(self->label);
  Py_TYPE(object)->tp_free(object);
}

static PyTypeObject Node_Type = {
    PyVarObject_HEAD_INIT(NULL, 0) .tp_name = "module.Node",
    .tp_basicsize = sizeof(Node),
    .tp_dealloc = node_dealloc,
};
