// RUN: %check_all_hosts %s
// RUNTIME: none (PyType_Ready refuses such types in a debug build)
// Pattern: G02
// The flag promises a tp_traverse; a tp_traverse without the flag is dead code.

#include <Python.h>

typedef struct {
  PyObject_HEAD
} Empty;

PyTypeObject Flag_Type = {
    // GC-SUPPORT: 'Flag_Type'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Flag",
    .tp_basicsize = sizeof(Empty),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
};

static PyObject *empty_repr(PyObject *self) {
  return PyUnicode_FromString("<empty>");
}

static PyType_Slot flag_slots[] = {{Py_tp_repr, empty_repr}, {0, NULL}};
// GC-SUPPORT: 'flag_spec'

static PyType_Spec flag_spec = {"example.FlagHeap", sizeof(Empty), 0,
                                Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                                flag_slots};

PyObject *make_flag(void) { return PyType_FromSpec(&flag_spec); }

static int empty_traverse(PyObject *self, visitproc visit, void *arg) {
  return 0;
}

PyTypeObject NoFlag_Type = {
    // GC-SUPPORT: 'NoFlag_Type'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.NoFlag",
    .tp_basicsize = sizeof(Empty),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_traverse = empty_traverse,
};

PyTypeObject Both_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Both",
    .tp_basicsize = sizeof(Empty),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = empty_traverse,
};

// Inherited from the base type: flag, tp_traverse and tp_clear together.
PyTypeObject Derived_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Derived",
    .tp_basicsize = sizeof(Empty),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_base = &Both_Type,
};

// Assigned in the module's init function.
PyTypeObject Late_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Late",
    .tp_basicsize = sizeof(Empty),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
};

int ready(void) {
  Late_Type.tp_traverse = empty_traverse;
  return PyType_Ready(&Late_Type);
}

// Positional, with nothing where tp_traverse belongs.
PyTypeObject Positional_Type = {
    // GC-SUPPORT: 'Positional_Type'
    PyVarObject_HEAD_INIT(NULL, 0) "example.Positional", /* tp_name */
    sizeof(Empty),                                       /* tp_basicsize */
    0,                                                   /* tp_itemsize */
    0,                                                   /* tp_dealloc */
    0,                                         /* tp_vectorcall_offset */
    0,                                         /* tp_getattr */
    0,                                         /* tp_setattr */
    0,                                         /* tp_as_async */
    empty_repr,                                /* tp_repr */
    0,                                         /* tp_as_number */
    0,                                         /* tp_as_sequence */
    0,                                         /* tp_as_mapping */
    0,                                         /* tp_hash */
    0,                                         /* tp_call */
    0,                                         /* tp_str */
    0,                                         /* tp_getattro */
    0,                                         /* tp_setattro */
    0,                                         /* tp_as_buffer */
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,   /* tp_flags */
    0,                                         /* tp_doc */
    0,                                         /* tp_traverse */
};
