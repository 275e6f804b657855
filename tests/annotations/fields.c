// RUN: %check_all_hosts %s
// Fields and static variables can say whether they own what they hold.

#include <Python.h>

#define PYREF(text) __attribute__((annotate("pyrefcheck:" text)))

typedef struct {
  PyObject_HEAD
  PYREF("borrowed") PyObject *parent;
  PYREF("owned") PyObject *child;
} Node;

PYREF("borrowed") static PyObject *current;
static PyObject *registry PYREF("owned");

static PyObject *new_into_borrowed_bad(Node *self, PyObject *args) {
  PyObject *made = PyList_New(0);
  self->parent = made;
  Py_RETURN_NONE;
  // LEAK: 'made'
}

static PyObject *new_into_borrowed_good(Node *self, PyObject *args) {
  PyObject *made = PyList_New(0);
  self->parent = made;
  return made;
}

static PyObject *release_borrowed_bad(Node *self, PyObject *args) {
  Py_XDECREF(self->parent);
  // OVERRELEASE: ... 'self->parent'
  self->parent = NULL;
  Py_RETURN_NONE;
}

static PyObject *release_owned_good(Node *self, PyObject *args) {
  Py_CLEAR(self->child);
  Py_RETURN_NONE;
}

static PyObject *borrowed_into_owned_bad(Node *self, PyObject *args) {
  Py_CLEAR(self->child);
  self->child = PyTuple_GetItem(args, 0);
  // OVERRELEASE: ... is stored in 'self->child'
  Py_RETURN_NONE;
}

static PyObject *borrowed_into_owned_good(Node *self, PyObject *args) {
  Py_CLEAR(self->child);
  self->child = Py_XNewRef(PyTuple_GetItem(args, 0));
  Py_RETURN_NONE;
}

static PyObject *new_into_variable_bad(PyObject *self, PyObject *args) {
  PyObject *made = PyList_New(0);
  current = made;
  Py_RETURN_NONE;
  // LEAK: 'made'
}

static PyObject *borrowed_into_variable_bad(PyObject *self, PyObject *value) {
  Py_CLEAR(registry);
  registry = value;
  // OVERRELEASE: 'value' is stored in 'registry'
  Py_RETURN_NONE;
}

static PyObject *borrowed_into_variable_good(PyObject *self, PyObject *value) {
  current = value;
  Py_RETURN_NONE;
}

PyMethodDef methods[] = {
    {"a", (PyCFunction)new_into_borrowed_bad, METH_VARARGS, NULL},
    {"b", (PyCFunction)new_into_borrowed_good, METH_VARARGS, NULL},
    {"c", (PyCFunction)release_borrowed_bad, METH_VARARGS, NULL},
    {"d", (PyCFunction)release_owned_good, METH_VARARGS, NULL},
    {"e", (PyCFunction)borrowed_into_owned_bad, METH_VARARGS, NULL},
    {"f", (PyCFunction)borrowed_into_owned_good, METH_VARARGS, NULL},
    {"g", (PyCFunction)new_into_variable_bad, METH_VARARGS, NULL},
    {"h", (PyCFunction)borrowed_into_variable_bad, METH_O, NULL},
    {"i", (PyCFunction)borrowed_into_variable_good, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
