// RUN: %check_all_hosts %s
// RUNTIME-SETUP: Bad = m.make_bad()
// RUNTIME-SETUP: Good = m.make_good()
// RUNTIME: bad=type_bad:freed call=slot run=Bad()
// RUNTIME: good=make_bad,make_good
// RUNTIME: good=type_good call=slot run=Good()
// RUNTIME: bad=field_bad:freed call=slot types=FieldBad run=m.FieldBad()
// RUNTIME: good=field_good call=slot types=FieldGood run=m.FieldGood()
// RUNTIME: bad=buffer_bad:freed call=slot types=BufferBad run=m.BufferBad()
// RUNTIME: good=buffer_good call=slot types=BufferGood run=m.BufferGood()
// Pattern: U20
// tp_free gives the object's memory back: neither its type nor its fields can
// be read from it afterwards.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
  char *text;
} Entry;

static void type_bad(PyObject *self) {
  Py_XDECREF(((Entry *)self)->value);
  Py_TYPE(self)->tp_free(self);
  Py_DECREF(Py_TYPE(self));
  // USE-AFTER-RELEASE: 'self'
}

static void type_good(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  Py_XDECREF(((Entry *)self)->value);
  type->tp_free(self);
  Py_DECREF(type);
}

static void field_bad(PyObject *object) {
  Entry *self = (Entry *)object;
  Py_TYPE(self)->tp_free((PyObject *)self);
  Py_XDECREF(self->value);
  // USE-AFTER-RELEASE: 'self'
}

static void field_good(PyObject *object) {
  Entry *self = (Entry *)object;
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

// PyObject_GC_Del instead of the slot; the field is no Python object.
static void buffer_bad(PyObject *object) {
  Entry *self = (Entry *)object;
  PyObject_GC_UnTrack(self);
  Py_CLEAR(self->value);
  PyObject_GC_Del(self);
  PyMem_Free(self->text);
  // USE-AFTER-RELEASE: 'self'
}

static void buffer_good(PyObject *object) {
  Entry *self = (Entry *)object;
  PyObject_GC_UnTrack(self);
  Py_CLEAR(self->value);
  PyMem_Free(self->text);
  PyObject_GC_Del(self);
}

static int entry_traverse(PyObject *object, visitproc visit, void *arg) {
  Py_VISIT(((Entry *)object)->value);
  return 0;
}

static PyType_Slot bad_slots[] = {{Py_tp_dealloc, type_bad}, {0, NULL}};
static PyType_Slot good_slots[] = {{Py_tp_dealloc, type_good}, {0, NULL}};

PyType_Spec bad_spec = {"example.Bad", sizeof(Entry), 0,
                        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
                        bad_slots};
PyType_Spec good_spec = {"example.Good", sizeof(Entry), 0,
                         Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
                         good_slots};

static PyObject *make_bad(PyObject *self, PyObject *args) {
  return PyType_FromSpec(&bad_spec);
}

static PyObject *make_good(PyObject *self, PyObject *args) {
  return PyType_FromSpec(&good_spec);
}

PyTypeObject FieldBad = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.FieldBad",
    .tp_basicsize = sizeof(Entry),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = field_bad,
    .tp_new = PyType_GenericNew,
};

PyTypeObject FieldGood = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.FieldGood",
    .tp_basicsize = sizeof(Entry),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = field_good,
    .tp_new = PyType_GenericNew,
};

PyTypeObject BufferBad = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.BufferBad",
    .tp_basicsize = sizeof(Entry),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = buffer_bad,
    .tp_traverse = entry_traverse,
    .tp_new = PyType_GenericNew,
};

PyTypeObject BufferGood = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.BufferGood",
    .tp_basicsize = sizeof(Entry),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = buffer_good,
    .tp_traverse = entry_traverse,
    .tp_new = PyType_GenericNew,
};
