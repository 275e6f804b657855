// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def node(**attributes):
// RUNTIME-SETUP:     n = m.Node_Type()
// RUNTIME-SETUP:     for name, value in attributes.items():
// RUNTIME-SETUP:         setattr(n, name, value)
// RUNTIME-SETUP:     return n
// RUNTIME: bad=name_bad:over call=slot types=Node_Type run=node(name=object()).name_bad
// RUNTIME: good=name_good call=slot types=Node_Type run=node(name=object()).name_good
// RUNTIME: good=name_or_none_good call=slot types=Node_Type run=node().name_or_none_good
// RUNTIME: bad=lazy_bad:over call=slot types=Node_Type run=node().lazy_bad
// RUNTIME: good=lazy_good call=slot types=Node_Type run=node().lazy_good
// RUNTIME: bad=child_bad:over call=slot types=Node_Type run=node(left=object()).child_bad(0)
// RUNTIME: good=child_good call=slot types=Node_Type run=node(left=object()).child_good(0)
// Pattern: U02
// A field owns its reference. A getter that returns the field without a
// reference of its own gives the object's one away.

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

typedef struct {
  PyObject_HEAD
  PyObject *name;
  PyObject *children[2];
} Node;

static PyObject *name_bad(PyObject *object, void *closure) {
  Node *self = (Node *)object;
  return self->name;
  // RETURN-BORROWED: 'self->name'
}

static PyObject *name_good(PyObject *object, void *closure) {
  Node *self = (Node *)object;
  Py_INCREF(self->name);
  return self->name;
}

static PyObject *name_or_none_good(PyObject *object, void *closure) {
  Node *self = (Node *)object;
  if (self->name == NULL)
    Py_RETURN_NONE;
  return Py_NewRef(self->name);
}

// Made on the first call, kept in the field: the field owns the only reference.
static PyObject *lazy_bad(PyObject *object, void *closure) {
  Node *self = (Node *)object;
  PyObject *name = self->name;
  if (name == NULL) {
    name = PyUnicode_FromString("anonymous");
    if (name == NULL)
      return NULL;
    self->name = name;
  }
  return name;
  // RETURN-BORROWED: 'name'
}

static PyObject *lazy_good(PyObject *object, void *closure) {
  Node *self = (Node *)object;
  PyObject *name = self->name;
  if (name == NULL) {
    name = PyUnicode_FromString("anonymous");
    if (name == NULL)
      return NULL;
    self->name = name;
  }
  return Py_NewRef(name);
}

static PyObject *child_bad(PyObject *object, PyObject *index) {
  Node *self = (Node *)object;
  long i = PyLong_AsLong(index);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  if (i < 0 || i > 1) {
    PyErr_SetString(PyExc_IndexError, "no such child");
    return NULL;
  }
  PyObject *child = self->children[i];
  if (child == NULL)
    Py_RETURN_NONE;
  return child;
  // RETURN-BORROWED: 'child'
}

static PyObject *child_good(PyObject *object, PyObject *index) {
  Node *self = (Node *)object;
  long i = PyLong_AsLong(index);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  if (i < 0 || i > 1) {
    PyErr_SetString(PyExc_IndexError, "no such child");
    return NULL;
  }
  PyObject *child = self->children[i];
  if (child == NULL)
    Py_RETURN_NONE;
  Py_INCREF(child);
  return child;
}

static int node_traverse(PyObject *object, visitproc visit, void *arg) {
  Node *self = (Node *)object;
  Py_VISIT(self->name);
  Py_VISIT(self->children[0]);
  Py_VISIT(self->children[1]);
  return 0;
}

static int node_clear(PyObject *object) {
  Node *self = (Node *)object;
  Py_CLEAR(self->name);
  Py_CLEAR(self->children[0]);
  Py_CLEAR(self->children[1]);
  return 0;
}

static void node_dealloc(PyObject *object) {
  PyObject_GC_UnTrack(object);
  node_clear(object);
  Py_TYPE(object)->tp_free(object);
}

static PyGetSetDef node_getset[] = {
    {"name_bad", name_bad, NULL, NULL, NULL},
    {"name_good", name_good, NULL, NULL, NULL},
    {"name_or_none_good", name_or_none_good, NULL, NULL, NULL},
    {"lazy_bad", lazy_bad, NULL, NULL, NULL},
    {"lazy_good", lazy_good, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL}};

static PyMethodDef node_methods[] = {{"child_bad", child_bad, METH_O, NULL},
                                     {"child_good", child_good, METH_O, NULL},
                                     {NULL, NULL, 0, NULL}};

static PyMemberDef node_members[] = {
    {"name", T_OBJECT, offsetof(Node, name), 0, NULL},
    {"left", T_OBJECT, offsetof(Node, children), 0, NULL},
    {NULL, 0, 0, 0, NULL}};

PyTypeObject Node_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Node",
    .tp_basicsize = sizeof(Node),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = node_dealloc,
    .tp_traverse = node_traverse,
    .tp_clear = node_clear,
    .tp_methods = node_methods,
    .tp_members = node_members,
    .tp_getset = node_getset,
    .tp_new = PyType_GenericNew,
};
