/* What only an audit, --level=2, reports. */

#include <Python.h>
#include <stddef.h>

typedef struct {
  PyObject_HEAD
  PyObject *target;
  PyObject *weakrefs;
} Iterator;

static PyObject *iterator_new(PyTypeObject *type, PyObject *args,
                              PyObject *kwargs) {
  PyObject *target;
  if (!PyArg_ParseTuple(args, "O", &target))
    return NULL;
  Iterator *self = (Iterator *)type->tp_alloc(type, 0);
  if (self != NULL)
    self->target = Py_NewRef(target);
  return (PyObject *)self;
}

static int iterator_traverse(Iterator *self, visitproc visit, void *arg) {
  Py_VISIT(self->target);
  return 0;
}

static void iterator_dealloc(Iterator *self) {
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->target);
  if (self->weakrefs != NULL)
    PyObject_ClearWeakRefs((PyObject *)self);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static void iterator_del(PyObject *self) {}

PyTypeObject Iterator_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Iterator",
    .tp_basicsize = sizeof(Iterator),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)iterator_traverse,
    .tp_dealloc = (destructor)iterator_dealloc,
    .tp_del = iterator_del,
    .tp_weaklistoffset = offsetof(Iterator, weakrefs),
    .tp_new = iterator_new,
};

static int base_traverse(PyObject *self, visitproc visit, void *arg) {
  return 0;
}

PyTypeObject Base_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Base",
    .tp_basicsize = sizeof(PyObject),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_traverse = base_traverse,
};

/* A cache that keeps everything alive. */

static PyObject *cache;
static PyObject *bounded;

PyObject *cached(PyObject *self, PyObject *key) {
  PyObject *known = PyDict_GetItemWithError(cache, key);
  if (known != NULL)
    return Py_NewRef(known);
  Iterator *made = (Iterator *)Iterator_Type.tp_alloc(&Iterator_Type, 0);
  if (made == NULL)
    return NULL;
  made->target = Py_NewRef(key);
  if (PyDict_SetItem(cache, key, (PyObject *)made) < 0)
    Py_CLEAR(made);
  return (PyObject *)made;
}

PyObject *cached_for_long(PyObject *self, PyObject *key) {
  PyObject *known = PyDict_GetItemWithError(bounded, key);
  if (known != NULL)
    return Py_NewRef(known);
  if (PyDict_GET_SIZE(bounded) > 100)
    PyDict_Clear(bounded);
  Iterator *made = (Iterator *)Iterator_Type.tp_alloc(&Iterator_Type, 0);
  if (made == NULL)
    return NULL;
  made->target = Py_NewRef(key);
  if (PyDict_SetItem(bounded, key, (PyObject *)made) < 0)
    Py_CLEAR(made);
  return (PyObject *)made;
}
