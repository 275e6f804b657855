// RUN: %check_all_hosts %s
// RUNTIME: bad=make_bad:leak run=m.make_bad()()
// RUNTIME: good=make_good run=m.make_good()()
// RUNTIME: call=slot types=Static_Type bad=static_dealloc:over run=m.Static_Type()
// Pattern: L21
// From Python 3.8 on, each instance of a heap type owns a reference to it.

#include <Python.h>

typedef struct {
  PyObject_HEAD
} Token;

static int token_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  return 0;
}

static void dealloc_bad(PyObject *self) {
  // DEALLOC: ^'dealloc_bad' ... 'bad_spec'
  PyObject_GC_UnTrack(self);
  Py_TYPE(self)->tp_free(self);
}

static PyType_Slot bad_slots[] = {{Py_tp_traverse, token_traverse},
                                  {Py_tp_dealloc, dealloc_bad},
                                  {0, NULL}};
static PyType_Spec bad_spec = {"example.Token", sizeof(Token), 0,
                               Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                               bad_slots};

static PyObject *make_bad(PyObject *self, PyObject *args) {
  return PyType_FromSpec(&bad_spec);
}

static void dealloc_good(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  type->tp_free(self);
  Py_DECREF(type);
}

static PyType_Slot good_slots[] = {{Py_tp_traverse, token_traverse},
                                   {Py_tp_dealloc, dealloc_good},
                                   {0, NULL}};
static PyType_Spec good_spec = {"example.Token", sizeof(Token), 0,
                                Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                                good_slots};

static PyObject *make_good(PyObject *self, PyObject *args) {
  return PyType_FromSpec(&good_spec);
}

// Instances of a static type own no reference to it.

static void static_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
  // DEALLOC: ^'static_dealloc' ... 'Static_Type'
}

PyTypeObject Static_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Static",
    .tp_basicsize = sizeof(Token),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = static_dealloc,
    .tp_new = PyType_GenericNew,
};

// One function for both kinds.

static void either_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  type->tp_free(self);
  if (PyType_GetFlags(type) & Py_TPFLAGS_HEAPTYPE)
    Py_DECREF(type);
}

PyTypeObject Either_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Either",
    .tp_basicsize = sizeof(Token),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = either_dealloc,
    .tp_new = PyType_GenericNew,
};
