// RUN: %check_all_hosts %s
// RUNTIME: none (fields of the user's own structs)
// A callee that is seen fills a field, also of an object that it finds by itself:
// nothing is owed to the field for what was released before.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *cache;
  PyObject *names;
} Reader;

static Reader *only;

static void fill(Reader *reader, PyObject *object) {
  reader->cache = PyObject_Repr(object);
}

static PyObject *refill_good(PyObject *op, PyObject *object) {
  Reader *self = (Reader *)op;
  PyObject *made = PyObject_Str(object);
  if (made == NULL)
    return NULL;
  Py_XSETREF(self->cache, made);
  if (PyObject_IsTrue(object) == 1) {
    PyObject *old = self->cache;
    self->cache = NULL;
    Py_DECREF(old);
    fill(self, object);
  }
  Py_RETURN_NONE;
}

static int fill_only(PyObject *object) {
  only->names = PyObject_Repr(object);
  return only->names == NULL ? -1 : 0;
}

// Borrowed for a moment, until the callee puts something of its own there.
static PyObject *lent_good(PyObject *op, PyObject *object) {
  Reader *self = only;
  self->names = object;
  if (PyObject_IsTrue(object) < 0) {
    self->names = NULL;
    return NULL;
  }
  if (fill_only(object) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static void leave(Reader *reader, PyObject *saved) { reader->cache = saved; }

static PyObject *left_good(PyObject *op, PyObject *object) {
  Reader *self = (Reader *)op;
  PyObject *saved = self->cache;
  self->cache = object;
  int failed = PyObject_IsTrue(object) < 0;
  leave(self, saved);
  if (failed)
    return NULL;
  Py_RETURN_NONE;
}

static void look(Reader *reader) {
  if (reader->names == NULL)
    PyErr_SetString(PyExc_TypeError, "no names");
}

// It writes nothing.
static PyObject *kept_bad(PyObject *op, PyObject *object) {
  Reader *self = (Reader *)op;
  PyObject *old = self->cache;
  self->cache = object; // OVERRELEASE: 'object'
  look(self);
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static void name(Reader *reader, PyObject *object) {
  Py_XSETREF(reader->names, Py_NewRef(object));
}

// It writes another field.
static PyObject *other_bad(PyObject *op, PyObject *object) {
  Reader *self = (Reader *)op;
  PyObject *old = self->cache;
  self->cache = object; // OVERRELEASE: 'object'
  name(self, object);
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static void reader_dealloc(PyObject *op) {
  Reader *self = (Reader *)op;
  PyObject_GC_UnTrack(op);
  Py_XDECREF(self->cache);
  Py_XDECREF(self->names);
  Py_TYPE(op)->tp_free(op);
}

static int reader_traverse(PyObject *op, visitproc visit, void *arg) {
  Reader *self = (Reader *)op;
  Py_VISIT(self->cache);
  Py_VISIT(self->names);
  return 0;
}

static int reader_clear(PyObject *op) {
  Reader *self = (Reader *)op;
  Py_CLEAR(self->cache);
  Py_CLEAR(self->names);
  return 0;
}

static PyMethodDef methods[] = {{"refill_good", refill_good, METH_O, NULL},
                                {"lent_good", lent_good, METH_O, NULL},
                                {"left_good", left_good, METH_O, NULL},
                                {"kept_bad", kept_bad, METH_O, NULL},
                                {"other_bad", other_bad, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};

PyTypeObject reader_type = {.tp_name = "reader",
                            .tp_basicsize = sizeof(Reader),
                            .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                            .tp_dealloc = reader_dealloc,
                            .tp_traverse = reader_traverse,
                            .tp_clear = reader_clear,
                            .tp_methods = methods};
