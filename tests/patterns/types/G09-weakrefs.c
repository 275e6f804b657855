// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import weakref
// RUNTIME-SETUP: def dangle(make):
// RUNTIME-SETUP:     box = make(None)
// RUNTIME-SETUP:     way = weakref.ref(box)
// RUNTIME-SETUP:     del box
// RUNTIME-SETUP:     way()
// RUNTIME: call=slot types=None_Type,Good_Type bad=dealloc_none:crash|over|leak
//     run=dangle(m.None_Type)
// RUNTIME: call=slot types=None_Type,Good_Type good=box_dealloc run=dangle(m.Good_Type)
// Pattern: G09
// The weak references to an object must be cleared when it dies.

#include <Python.h>
#include <structmember.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
  PyObject *weakrefs;
} Box;

static int box_init(Box *self, PyObject *args, PyObject *kwargs) {
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return -1;
  Py_XSETREF(self->value, Py_NewRef(value));
  return 0;
}

static int box_traverse(Box *self, visitproc visit, void *arg) {
  Py_VISIT(self->value);
  return 0;
}

static int box_clear(Box *self) {
  Py_CLEAR(self->value);
  return 0;
}

static void dealloc_none(Box *self) {
  // DEALLOC: ^'dealloc_none' ... 'None_Type'
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject None_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.None",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)dealloc_none,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
    .tp_weaklistoffset = offsetof(Box, weakrefs),
};

static void box_dealloc(Box *self) {
  PyObject_GC_UnTrack(self);
  if (self->weakrefs != NULL)
    PyObject_ClearWeakRefs((PyObject *)self);
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)box_init,
    .tp_new = PyType_GenericNew,
    .tp_weaklistoffset = offsetof(Box, weakrefs),
};

// A heap type says it with a member.

static PyMemberDef heap_members[] = {
    {"__weaklistoffset__", T_PYSSIZET, offsetof(Box, weakrefs), READONLY, NULL},
    {NULL, 0, 0, 0, NULL}};

static int heap_traverse(Box *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(self->value);
  return 0;
}

static void heap_dealloc(Box *self) {
  // DEALLOC: ^'heap_dealloc' ... 'heap_spec'
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->value);
  type->tp_free((PyObject *)self);
  Py_DECREF(type);
}

static PyType_Slot heap_slots[] = {{Py_tp_members, heap_members},
                                   {Py_tp_traverse, heap_traverse},
                                   {Py_tp_clear, box_clear},
                                   {Py_tp_dealloc, heap_dealloc},
                                   {0, NULL}};
static PyType_Spec heap_spec = {"example.Heap", sizeof(Box), 0,
                                Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                                heap_slots};

PyObject *make_heap(void) { return PyType_FromSpec(&heap_spec); }
