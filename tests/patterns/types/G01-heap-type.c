// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def loop(make):
// RUNTIME-SETUP:     T = make()
// RUNTIME-SETUP:     T.instance = T()
// RUNTIME: bad=make_bad:leak run=loop(m.make_bad)
// RUNTIME: good=make_good run=loop(m.make_good)
// Pattern: G01
// An instance of a heap type owns its type: put into an attribute of the type,
// it is part of a cycle.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  int number;
} Token;

static void token_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

static PyType_Slot bad_slots[] = {{Py_tp_dealloc, token_dealloc}, {0, NULL}};

static PyType_Spec bad_spec = {"example.Token", sizeof(Token), 0,
                               Py_TPFLAGS_DEFAULT, bad_slots};
// GC-SUPPORT@-2: 'bad_spec'

static PyObject *make_bad(PyObject *self, PyObject *args) {
  return PyType_FromSpec(&bad_spec);
}

static int token_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  return 0;
}

static void token_gc_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  freefunc release = PyType_GetSlot(type, Py_tp_free);
  release(self);
  Py_DECREF(type);
}

static PyType_Slot good_slots[] = {{Py_tp_dealloc, token_gc_dealloc},
                                   {Py_tp_traverse, token_traverse},
                                   {0, NULL}};

static PyType_Spec good_spec = {.name = "example.Token",
                                .basicsize = sizeof(Token),
                                .flags =
                                    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                                .slots = good_slots};

static PyObject *make_good(PyObject *self, PyObject *args) {
  return PyType_FromSpec(&good_spec);
}
