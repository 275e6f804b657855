// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def own(make):
// RUNTIME-SETUP:     sub = make(None)
// RUNTIME-SETUP:     sub.__init__(sub)
// RUNTIME-SETUP: def inside(make):
// RUNTIME-SETUP:     sub = make(None)
// RUNTIME-SETUP:     sub.append(sub)
// RUNTIME: call=slot types=Inherits_Type,Forgets_Type,Good_Type bad=sub_init:leak
//     run=own(m.Inherits_Type)
// RUNTIME: call=slot types=Inherits_Type,Forgets_Type,Good_Type bad=forgets_traverse:leak
//     run=inside(m.Forgets_Type)
// RUNTIME: call=slot types=Inherits_Type,Forgets_Type,Good_Type good=good_traverse
//     run=own(m.Good_Type)
// RUNTIME: call=slot types=Inherits_Type,Forgets_Type,Good_Type good=good_clear
//     run=inside(m.Good_Type)
// Pattern: G01, G02, G05, L20
// A built-in base type: what a list holds only the slots of list know.

#include <Python.h>

typedef struct {
  PyListObject list;
  PyObject *extra;
} Sub;

static int sub_init(Sub *self, PyObject *args, PyObject *kwargs) {
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return -1;
  Py_XSETREF(self->extra, Py_NewRef(value));
  return 0;
}

PyTypeObject Inherits_Type = {
    // DEALLOC: 'Inherits_Type' inherits tp_dealloc from 'PyList_Type' ... 'extra'
    // GC-SUPPORT: 'Inherits_Type' inherits tp_traverse from 'PyList_Type' ... 'extra'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Inherits",
    .tp_basicsize = sizeof(Sub),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_base = &PyList_Type,
    .tp_init = (initproc)sub_init,
};

static int forgets_traverse(Sub *self, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'forgets_traverse' ... 'PyList_Type'
  Py_VISIT(self->extra);
  return 0;
}

static int forgets_clear(Sub *self) {
  // GC-SUPPORT: ^'forgets_clear' ... 'PyList_Type'
  Py_CLEAR(self->extra);
  return 0;
}

static void forgets_dealloc(Sub *self) {
  // DEALLOC: ^'forgets_dealloc' ... 'PyList_Type'
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->extra);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Forgets_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Forgets",
    .tp_basicsize = sizeof(Sub),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_base = &PyList_Type,
    .tp_traverse = (traverseproc)forgets_traverse,
    .tp_clear = (inquiry)forgets_clear,
    .tp_dealloc = (destructor)forgets_dealloc,
    .tp_init = (initproc)sub_init,
};

static int good_traverse(Sub *self, visitproc visit, void *arg) {
  Py_VISIT(self->extra);
  return PyList_Type.tp_traverse((PyObject *)self, visit, arg);
}

static int good_clear(Sub *self) {
  Py_CLEAR(self->extra);
  return PyList_Type.tp_clear((PyObject *)self);
}

static void good_dealloc(Sub *self) {
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->extra);
  PyList_Type.tp_dealloc((PyObject *)self);
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Sub),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_base = &PyList_Type,
    .tp_traverse = (traverseproc)good_traverse,
    .tp_clear = (inquiry)good_clear,
    .tp_dealloc = (destructor)good_dealloc,
    .tp_init = (initproc)sub_init,
};

// The base is said where the type is made.

static int heap_traverse(Sub *self, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'heap_traverse' ... 'PyDict_Type'
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(self->extra);
  return 0;
}

static int heap_clear(Sub *self) {
  Py_CLEAR(self->extra);
  PyDict_Clear((PyObject *)self);
  return 0;
}

static void heap_dealloc(Sub *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->extra);
  PyDict_Type.tp_dealloc((PyObject *)self);
  Py_DECREF(type);
}

static PyType_Slot heap_slots[] = {{Py_tp_init, sub_init},
                                   {Py_tp_traverse, heap_traverse},
                                   {Py_tp_clear, heap_clear},
                                   {Py_tp_dealloc, heap_dealloc},
                                   {0, NULL}};
static PyType_Spec heap_spec = {"example.Heap", sizeof(Sub), 0,
                                Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                                heap_slots};

PyObject *make_heap(PyObject *module) {
  PyObject *bases = PyTuple_Pack(1, &PyDict_Type);
  if (bases == NULL)
    return NULL;
  PyObject *type = PyType_FromModuleAndSpec(module, &heap_spec, bases);
  Py_DECREF(bases);
  return type;
}
