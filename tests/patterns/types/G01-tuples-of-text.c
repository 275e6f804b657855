// RUN: %check_all_hosts %s
// Pattern: G01
// A tuple that is made of text and numbers cannot lead anywhere, though Python
// code can read it; neither can what a helper has tested.

#include <Python.h>
#include <stddef.h>
#include <structmember.h>

typedef struct {
  PyObject_HEAD
  PyObject *names, *label;
} Record;

static PyMemberDef members[] = {
    {"names", T_OBJECT, offsetof(Record, names), READONLY},
    {"label", T_OBJECT, offsetof(Record, label), READONLY},
    {NULL}};

static void record_dealloc(PyObject *op) {
  Record *self = (Record *)op;
  Py_XDECREF(self->names);
  Py_XDECREF(self->label);
  Py_TYPE(op)->tp_free(op);
}

static PyObject *record_new(PyTypeObject *type, PyObject *args, PyObject *kw) {
  const char *text;
  if (!PyArg_ParseTuple(args, "s", &text))
    return NULL;
  Record *self = (Record *)type->tp_alloc(type, 0);
  if (self == NULL)
    return NULL;
  self->label = PyUnicode_FromString(text);
  self->names = Py_BuildValue("(si)", text, 1);
  if (self->label == NULL || self->names == NULL) {
    Py_DECREF(self);
    return NULL;
  }
  return (PyObject *)self;
}

PyTypeObject Built_good = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Built",
    .tp_basicsize = sizeof(Record),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = record_new,
    .tp_members = members,
    .tp_dealloc = record_dealloc,
};

typedef struct {
  PyObject_HEAD
  PyObject *items;
} Listed;

static PyObject *listed_new(PyTypeObject *type, PyObject *args, PyObject *kw) {
  Listed *self = (Listed *)type->tp_alloc(type, 0);
  if (self != NULL)
    self->items = Py_BuildValue("[si]", "one", 1);
  return (PyObject *)self;
}

static PyObject *listed_get(PyObject *self, void *closure) {
  return Py_XNewRef(((Listed *)self)->items);
}

static PyGetSetDef listed_getset[] = {{"items", listed_get}, {NULL}};

static void listed_dealloc(PyObject *self) {
  Py_XDECREF(((Listed *)self)->items);
  Py_TYPE(self)->tp_free(self);
}

// A list can get anything later.
PyTypeObject Listed_bad = {
    // GC-SUPPORT: 'Listed_bad' ... 'items'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Listed",
    .tp_basicsize = sizeof(Listed),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = listed_new,
    .tp_getset = listed_getset,
    .tp_dealloc = listed_dealloc,
};

typedef struct {
  PyObject_HEAD
  PyObject *key;
} Keyed;

static int expect_text(PyObject *value) {
  if (!PyUnicode_CheckExact(value)) {
    PyErr_SetString(PyExc_TypeError, "a str is needed");
    return -1;
  }
  return 0;
}

static PyObject *keyed_new(PyTypeObject *type, PyObject *args, PyObject *kw) {
  PyObject *key;
  if (!PyArg_ParseTuple(args, "O", &key) || expect_text(key) < 0)
    return NULL;
  Keyed *self = (Keyed *)type->tp_alloc(type, 0);
  if (self != NULL)
    self->key = Py_NewRef(key);
  return (PyObject *)self;
}

static void keyed_dealloc(PyObject *self) {
  Py_XDECREF(((Keyed *)self)->key);
  Py_TYPE(self)->tp_free(self);
}

PyTypeObject Keyed_good = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Keyed",
    .tp_basicsize = sizeof(Keyed),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = keyed_new,
    .tp_dealloc = keyed_dealloc,
};
