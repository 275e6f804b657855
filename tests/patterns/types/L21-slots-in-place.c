// RUN: %check_all_hosts %s
// RUNTIME: bad=make_bad:leak run=m.make_bad()(len)
// RUNTIME: good=make_good run=m.make_good()(len)
// Pattern: L21
// The tables of a type stand where they are used: `(PyType_Slot[]){...}`.

#include <Python.h>
#include <stddef.h>
#include <structmember.h>

typedef struct {
  PyObject_HEAD
  PyObject *function;
  PyObject *weakrefs;
} Wrap;

static PyTypeObject *bad_type, *good_type;

static PyObject *wrap_new(PyTypeObject *type, PyObject *args, PyObject *kw) {
  PyObject *function;
  if (!PyArg_ParseTuple(args, "O", &function))
    return NULL;
  Wrap *self = (Wrap *)type->tp_alloc(type, 0);
  if (self == NULL)
    return NULL;
  self->function = Py_NewRef(function);
  return (PyObject *)self;
}

static int traverse(Wrap *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(self->function);
  return 0;
}

static int clear(Wrap *self) {
  Py_CLEAR(self->function);
  return 0;
}

static void dealloc_bad(Wrap *self) {
  // DEALLOC: ^'dealloc_bad' ... 'bad_spec'
  PyObject_GC_UnTrack(self);
  if (self->weakrefs != NULL)
    PyObject_ClearWeakRefs((PyObject *)self);
  Py_CLEAR(self->function);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static void dealloc_good(Wrap *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  if (self->weakrefs != NULL)
    PyObject_ClearWeakRefs((PyObject *)self);
  clear(self);
  type->tp_free((PyObject *)self);
  Py_DECREF(type);
}

static PyType_Spec bad_spec = {
    .name = "example.Bad",
    .basicsize = sizeof(Wrap),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .slots =
        (PyType_Slot[]){
            {Py_tp_new, wrap_new},
            {Py_tp_traverse, traverse},
            {Py_tp_clear, clear},
            {Py_tp_dealloc, dealloc_bad},
            {Py_tp_members, (PyMemberDef[]){{"__weaklistoffset__", T_PYSSIZET,
                                             offsetof(Wrap, weakrefs),
                                             READONLY},
                                            {NULL}}},
            {0, NULL},
        },
};

static PyType_Spec good_spec = {
    .name = "example.Good",
    .basicsize = sizeof(Wrap),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .slots =
        (PyType_Slot[]){
            {Py_tp_new, wrap_new},
            {Py_tp_traverse, traverse},
            {Py_tp_clear, clear},
            {Py_tp_dealloc, dealloc_good},
            {0, NULL},
        },
};

// It owns what it is given, and nobody visits that.
static PyType_Spec ungathered_spec = {
    // GC-SUPPORT: 'ungathered_spec'
    .name = "example.Ungathered",
    .basicsize = sizeof(Wrap),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = (PyType_Slot[]){{Py_tp_new, wrap_new},
                             {Py_tp_dealloc, dealloc_good},
                             {0, NULL}},
};

static PyObject *make_bad(PyObject *self, PyObject *args) {
  return PyType_FromSpec(&bad_spec);
}

static PyObject *make_good(PyObject *self, PyObject *args) {
  return PyType_FromSpec(&good_spec);
}

PyObject *make_ungathered(void) { return PyType_FromSpec(&ungathered_spec); }

// A deallocator that is called by name frees what it gets.
static PyObject *free_good(PyObject *self, PyObject *args) {
  PyTypeObject *type = (PyTypeObject *)PyType_FromSpec(&good_spec);
  if (type == NULL)
    return NULL;
  Wrap *wrap = PyObject_GC_New(Wrap, type);
  if (wrap == NULL) {
    Py_DECREF(type);
    return NULL;
  }
  wrap->function = NULL;
  wrap->weakrefs = NULL;
  PyObject_GC_Track(wrap);
  dealloc_good(wrap);
  Py_DECREF(type);
  Py_RETURN_NONE;
}
