// RUN: %check_all_hosts %s
// Pattern: S01
// A field that the file sets to NULL, and to nothing else, holds nothing.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *index;  /* for the day when there is one */
  PyObject *config; /* filled by a method */
  PyObject *cache;  /* filled by way of its address */
} Repository;

int fill_cache(PyObject **cache);

static int repository_init(Repository *self, PyObject *args, PyObject *kwargs) {
  self->index = NULL;
  self->config = NULL; // LEAK: 'self->config'
  self->cache = NULL;  // LEAK: 'self->cache'
  return 0;
}

static PyObject *repository_load(Repository *self, PyObject *unused) {
  Py_XSETREF(self->config, PyDict_New());
  if (self->config == NULL || fill_cache(&self->cache) < 0)
    return NULL;
  return Py_NewRef(self->config);
}

static int repository_traverse(Repository *self, visitproc visit, void *arg) {
  Py_VISIT(self->index);
  Py_VISIT(self->config);
  Py_VISIT(self->cache);
  return 0;
}

static int repository_clear(Repository *self) {
  Py_CLEAR(self->index);
  Py_CLEAR(self->config);
  Py_CLEAR(self->cache);
  return 0;
}

static void repository_dealloc(Repository *self) {
  PyObject_GC_UnTrack(self);
  repository_clear(self);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyMethodDef methods[] = {
    {"load", (PyCFunction)repository_load, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

PyTypeObject Repository_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Repository",
    .tp_basicsize = sizeof(Repository),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)repository_traverse,
    .tp_clear = (inquiry)repository_clear,
    .tp_dealloc = (destructor)repository_dealloc,
    .tp_init = (initproc)repository_init,
    .tp_new = PyType_GenericNew,
    .tp_methods = methods,
};
