// RUN: %check_all_hosts %s
// Pattern: G10
// An object is put into a container that a function gets or makes for it, or into
// an array of its own.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *cache;
  PyObject **items;
  Py_ssize_t used;
} Box;

static PyObject *cache_of(Box *self) {
  if (self->cache == NULL)
    self->cache = PyDict_New();
  return self->cache;
}

static PyObject *by_variable_bad(Box *self, PyObject *key) {
  PyObject *cache = cache_of(self);
  if (cache == NULL || PyDict_SetItem(cache, key, (PyObject *)self) < 0)
    // REFERENCE-CYCLE: ... 'self'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *directly_bad(Box *self, PyObject *key) {
  if (PyDict_SetItem(cache_of(self), key, (PyObject *)self) < 0)
    // REFERENCE-CYCLE: ... 'self'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *lazily_bad(Box *self, PyObject *key) {
  if (self->cache == NULL && (self->cache = PyDict_New()) == NULL)
    return NULL;
  if (PyDict_SetItem(self->cache, key, (PyObject *)self) < 0)
    // REFERENCE-CYCLE: ... 'self'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *item_bad(Box *self, PyObject *noargs) {
  Py_INCREF(self);
  self->items[self->used++] = (PyObject *)self;
  // REFERENCE-CYCLE: ... 'items'
  Py_RETURN_NONE;
}

static PyObject *weakly_good(Box *self, PyObject *key) {
  PyObject *reference = PyWeakref_NewRef((PyObject *)self, NULL);
  if (reference == NULL)
    return NULL;
  int failed = PyDict_SetItem(cache_of(self), key, reference);
  Py_DECREF(reference);
  if (failed < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *taken_out_good(Box *self, PyObject *key) {
  PyObject *cache = cache_of(self);
  if (cache == NULL || PyDict_SetItem(cache, key, (PyObject *)self) < 0)
    return NULL;
  if (PyDict_DelItem(cache, key) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"by_variable_bad", (PyCFunction)by_variable_bad, METH_O, NULL},
    {"directly_bad", (PyCFunction)directly_bad, METH_O, NULL},
    {"lazily_bad", (PyCFunction)lazily_bad, METH_O, NULL},
    {"item_bad", (PyCFunction)item_bad, METH_NOARGS, NULL},
    {"weakly_good", (PyCFunction)weakly_good, METH_O, NULL},
    {"taken_out_good", (PyCFunction)taken_out_good, METH_O, NULL},
    {NULL}};

static int box_traverse(Box *self, visitproc visit, void *arg) {
  Py_VISIT(self->cache);
  for (Py_ssize_t i = 0; i < self->used; i++)
    Py_VISIT(self->items[i]);
  return 0;
}

static int box_clear(Box *self) {
  Py_CLEAR(self->cache);
  while (self->used > 0)
    Py_CLEAR(self->items[--self->used]);
  return 0;
}

static void box_dealloc(Box *self) {
  PyObject_GC_UnTrack(self);
  (void)box_clear(self);
  PyMem_Free(self->items);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Box_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Box",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_methods = methods,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
};
