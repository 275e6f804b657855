// RUN: %check_all_hosts %s
// RUNTIME: none (the types are not exported)
// Pattern: U01
// A method releases what a field or a static variable owns, and leaves it there.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *call;
  PyObject *text;
  int closed;
} Box;

static PyObject *current;

static int box_traverse(Box *self, visitproc visit, void *arg) {
  Py_VISIT(self->call);
  Py_VISIT(self->text);
  return 0;
}

static int box_clear(Box *self) {
  Py_CLEAR(self->call);
  Py_CLEAR(self->text);
  return 0;
}

static void box_dealloc(Box *self) {
  PyObject_GC_UnTrack(self);
  box_clear(self);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *run_bad(Box *self, PyObject *arg) {
  PyObject *call = self->call;
  PyObject *result = PyObject_CallOneArg(call, arg);
  Py_DECREF(call);
  // OVERRELEASE: ... 'call'
  return result;
}

static PyObject *run_good(Box *self, PyObject *arg) {
  PyObject *call = self->call;
  Py_INCREF(call);
  PyObject *result = PyObject_CallOneArg(call, arg);
  Py_DECREF(call);
  return result;
}

static PyObject *reset_bad(Box *self, PyObject *arg) {
  Py_XDECREF(self->text);
  // OVERRELEASE: ... 'self->text'
  Py_RETURN_NONE;
}

static PyObject *reset_good(Box *self, PyObject *arg) {
  Py_CLEAR(self->text);
  Py_RETURN_NONE;
}

static PyObject *replace_good(Box *self, PyObject *arg) {
  PyObject *old = self->text;
  self->text = Py_NewRef(arg);
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

// On one way out only.
static PyObject *text_bad(Box *self, PyObject *arg) {
  PyObject *text = self->text;
  if (PyObject_SetAttrString(arg, "text", text) < 0) {
    // BORROWED-INVALIDATED: ^'text'
    Py_DECREF(text);
    // OVERRELEASE: ... 'text'
    return NULL;
  }
  Py_INCREF(text);
  return text;
}

static PyObject *text_good(Box *self, PyObject *arg) {
  PyObject *text = Py_NewRef(self->text);
  if (PyObject_SetAttrString(arg, "text", text) < 0) {
    Py_DECREF(text);
    return NULL;
  }
  return text;
}

static PyObject *end_bad(PyObject *self, PyObject *arg) {
  Py_XDECREF(current);
  // OVERRELEASE: ... 'current'
  Py_RETURN_NONE;
}

static PyObject *end_good(PyObject *self, PyObject *arg) {
  Py_CLEAR(current);
  Py_RETURN_NONE;
}

static PyObject *begin(PyObject *self, PyObject *arg) {
  Py_INCREF(arg);
  Py_XSETREF(current, arg);
  Py_RETURN_NONE;
}

// A helper has added a reference for somebody who does not want it.
int send(void *data);

static int hand_over(Box *box) {
  Py_INCREF(box->text);
  return send(box->text);
}

static PyObject *sent_good(Box *self, PyObject *arg) {
  if (hand_over(self) == 0)
    Py_RETURN_TRUE;
  Py_DECREF(self->text);
  Py_RETURN_FALSE;
}

// A setter, for None and for others.
static int set_call_good(Box *self, PyObject *value, void *closure) {
  if (value == NULL) {
    Py_CLEAR(self->call);
    return 0;
  }
  if (value != Py_None && !PyCallable_Check(value)) {
    PyErr_SetString(PyExc_TypeError, "no callable");
    return -1;
  }
  Py_INCREF(value);
  Py_XSETREF(self->call, value);
  return 0;
}

static PyGetSetDef accessors[] = {
    {"call", NULL, (setter)set_call_good, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

// Given back after the release, by a helper that writes it.
static void forget(Box *self) { self->text = NULL; }

static PyObject *forgotten_good(Box *self, PyObject *arg) {
  Py_XDECREF(self->text);
  forget(self);
  Py_RETURN_NONE;
}

// The object goes as a whole.
static PyObject *made_good(PyObject *type, PyObject *arg) {
  Box *self = (Box *)PyType_GenericAlloc((PyTypeObject *)type, 0);
  if (self == NULL)
    return NULL;
  self->text = Py_NewRef(arg);
  if (PyErr_CheckSignals() < 0) {
    Py_DECREF(self);
    return NULL;
  }
  return (PyObject *)self;
}

// A list of nodes: the neighbours say which of them are in it.
typedef struct node {
  PyObject_HEAD
  struct node *previous, *next;
  PyObject *key;
} Node;

static void node_dealloc(Node *self) {
  Py_XDECREF(self->next);
  Py_XDECREF(self->key);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static void unlink_node(Node *node) {
  node->previous->next = node->next;
  node->next->previous = node->previous;
}

static PyObject *pop_good(Node *self, PyObject *arg) {
  Node *node = self->next;
  if (node == self)
    Py_RETURN_NONE;
  unlink_node(node);
  Py_DECREF(node);
  Py_RETURN_NONE;
}

static PyMethodDef node_methods[] = {
    {"pop_good", (PyCFunction)pop_good, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

PyTypeObject Node_Type = {
    // REFERENCE-CYCLE@-1: 'Node_Type'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Node",
    .tp_basicsize = sizeof(Node),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)node_dealloc,
    .tp_methods = node_methods,
};

static PyMethodDef methods[] = {
    {"run_bad", (PyCFunction)run_bad, METH_O, NULL},
    {"run_good", (PyCFunction)run_good, METH_O, NULL},
    {"reset_bad", (PyCFunction)reset_bad, METH_NOARGS, NULL},
    {"reset_good", (PyCFunction)reset_good, METH_NOARGS, NULL},
    {"replace_good", (PyCFunction)replace_good, METH_O, NULL},
    {"text_bad", (PyCFunction)text_bad, METH_O, NULL},
    {"text_good", (PyCFunction)text_good, METH_O, NULL},
    {"end_bad", end_bad, METH_NOARGS, NULL},
    {"end_good", end_good, METH_NOARGS, NULL},
    {"begin", begin, METH_O, NULL},
    {"sent_good", (PyCFunction)sent_good, METH_NOARGS, NULL},
    {"forgotten_good", (PyCFunction)forgotten_good, METH_NOARGS, NULL},
    {"made_good", made_good, METH_O | METH_CLASS, NULL},
    {NULL, NULL, 0, NULL},
};

PyTypeObject Box_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Box",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
    .tp_methods = methods,
    .tp_getset = accessors,
};
