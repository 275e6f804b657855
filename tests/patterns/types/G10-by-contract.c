// RUN: %check_all_hosts %s
// CONTRACTS: Inputs/holders.yaml
// RUNTIME: none (the functions are defined elsewhere)
// Pattern: G10
// Functions of other files, whose contracts say what comes to own what.

#include <Python.h>

int keep_in(PyObject *container, PyObject *item);
int give_to(PyObject *item, PyObject *container);
PyObject *bind_method(const char *name, PyObject *self);
PyObject *name_method(const char *name, PyObject *self);
__attribute__((annotate("pyrefcheck:returns-fresh"),
               annotate("pyrefcheck:keeps(self, into: result)"))) PyObject *
bind_annotated(PyObject *self);

typedef struct {
  PyObject_HEAD
  PyObject *items;
  PyObject *hook;
} Box;

static PyObject *keep_bad(Box *self, PyObject *unused) {
  if (keep_in(self->items, (PyObject *)self) < 0)
    // REFERENCE-CYCLE: ^'keep_in' puts 'self' into what it owns: self -> items -> self
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *give_bad(Box *self, PyObject *unused) {
  if (give_to(Py_NewRef(self), self->items) < 0)
    // REFERENCE-CYCLE: ^'give_to' puts 'self' into what it owns: self -> items -> self
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *keep_good(Box *self, PyObject *item) {
  if (keep_in(self->items, item) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *bind_bad(Box *self, PyObject *unused) {
  Py_XSETREF(self->hook, bind_method("run", (PyObject *)self));
  // REFERENCE-CYCLE: 'hook' owns what 'bind_method' returns
  Py_RETURN_NONE;
}

static PyObject *bind_annotated_bad(Box *self, PyObject *unused) {
  Py_XSETREF(self->hook, bind_annotated((PyObject *)self));
  // REFERENCE-CYCLE: 'hook' owns what 'bind_annotated' returns
  Py_RETURN_NONE;
}

static PyObject *bind_good(Box *self, PyObject *unused) {
  Py_XSETREF(self->hook, name_method("run", (PyObject *)self));
  Py_RETURN_NONE;
}

PyObject *container_bad(PyObject *self, PyObject *unused) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if (keep_in(list, list) < 0) {
    // REFERENCE-CYCLE: ^'keep_in' makes 'list' hold itself
    Py_DECREF(list);
    return NULL;
  }
  return list;
}

static PyMethodDef box_methods[] = {
    {"keep_bad", (PyCFunction)keep_bad, METH_NOARGS, NULL},
    {"give_bad", (PyCFunction)give_bad, METH_NOARGS, NULL},
    {"keep_good", (PyCFunction)keep_good, METH_O, NULL},
    {"bind_bad", (PyCFunction)bind_bad, METH_NOARGS, NULL},
    {"bind_annotated_bad", (PyCFunction)bind_annotated_bad, METH_NOARGS, NULL},
    {"bind_good", (PyCFunction)bind_good, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static void box_dealloc(Box *self) {
  Py_XDECREF(self->items);
  Py_XDECREF(self->hook);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Box_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Box",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_methods = box_methods,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_new = PyType_GenericNew,
};
