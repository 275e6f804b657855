// RUN: %check_all_hosts %s
// RUNTIME: none (fields of the user's own structs)
// A field gets another object for the time of a call, and then its own again: what
// stood in for it belongs to somebody else.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *handler;
  PyObject *names;
} Encoder;

int encode(Encoder *self, PyObject *value);

static PyObject *shared_good(PyObject *op, PyObject *args) {
  Encoder *self = (Encoder *)op;
  PyObject *method, *value, *saved;
  int failed;
  if (!PyArg_ParseTuple(args, "OO", &method, &value))
    return NULL;
  Py_INCREF(method);
  saved = self->handler;
  self->handler = method;
  failed = encode(self, value);
  self->handler = saved;
  Py_DECREF(method);
  if (failed)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *own_names_good(PyObject *op, PyObject *value) {
  Encoder *self = (Encoder *)op;
  PyObject *saved = self->names;
  int failed;
  if (PyList_Check(value)) {
    PyObject *names = PyDict_New();
    if (names == NULL)
      return NULL;
    self->names = names;
  }
  failed = encode(self, value);
  value = self->names;
  self->names = saved;
  if (value != saved)
    Py_DECREF(value);
  if (failed)
    return NULL;
  Py_RETURN_NONE;
}

static void restore(Encoder *self, PyObject *saved) { self->handler = saved; }

static PyObject *helper_good(PyObject *op, PyObject *value) {
  Encoder *self = (Encoder *)op;
  PyObject *saved = self->handler;
  int failed;
  self->handler = value;
  failed = encode(self, value);
  restore(self, saved);
  if (failed)
    return NULL;
  Py_RETURN_NONE;
}

// What stood in was the field's alone.
static PyObject *lost_bad(PyObject *op, PyObject *value) {
  Encoder *self = (Encoder *)op;
  PyObject *saved = self->names;
  self->names = PyDict_New();
  if (self->names == NULL) {
    self->names = saved;
    return NULL;
  }
  if (PyDict_SetItem(self->names, value, Py_None) < 0) {
    Py_SETREF(self->names, saved);
    return NULL;
  }
  self->names = saved; // LEAK: 'self->names'
  Py_RETURN_NONE;
}

// Another object, not what was there.
static PyObject *replaced_bad(PyObject *op, PyObject *value) {
  Encoder *self = (Encoder *)op;
  if (encode(self, value))
    return NULL;
  self->handler = Py_NewRef(value); // LEAK: 'self->handler'
  Py_RETURN_NONE;
}

static void encoder_dealloc(PyObject *op) {
  Encoder *self = (Encoder *)op;
  PyObject_GC_UnTrack(op);
  Py_XDECREF(self->handler);
  Py_XDECREF(self->names);
  Py_TYPE(op)->tp_free(op);
}

static int encoder_traverse(PyObject *op, visitproc visit, void *arg) {
  Encoder *self = (Encoder *)op;
  Py_VISIT(self->handler);
  Py_VISIT(self->names);
  return 0;
}

static int encoder_clear(PyObject *op) {
  Encoder *self = (Encoder *)op;
  Py_CLEAR(self->handler);
  Py_CLEAR(self->names);
  return 0;
}

static PyMethodDef methods[] = {
    {"shared_good", shared_good, METH_VARARGS, NULL},
    {"own_names_good", own_names_good, METH_O, NULL},
    {"helper_good", helper_good, METH_O, NULL},
    {"lost_bad", lost_bad, METH_O, NULL},
    {"replaced_bad", replaced_bad, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

PyTypeObject encoder_type = {.tp_name = "encoder",
                             .tp_basicsize = sizeof(Encoder),
                             .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                             .tp_dealloc = encoder_dealloc,
                             .tp_traverse = encoder_traverse,
                             .tp_clear = encoder_clear,
                             .tp_methods = methods};
