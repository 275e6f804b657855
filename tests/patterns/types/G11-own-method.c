// RUN: %check_all_hosts %s
// RUNTIME: call=slot types=Bad_Type,Good_Type bad=bad_init:leak run=m.Bad_Type()
// RUNTIME: call=slot types=Bad_Type,Good_Type good=good_init run=m.Good_Type()
// RUNTIME: bad=make_bad:leak run=m.make_bad()()
// RUNTIME: good=make_good run=m.make_good()()
// Pattern: G11
// A method that is looked up on the object is bound to it: kept in a field as a
// callback, it owns its owner.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Box;

static void box_dealloc(Box *self) {
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static int bad_init(Box *self, PyObject *args, PyObject *kwargs) {
  PyObject *callback = PyObject_GetAttrString((PyObject *)self, "__repr__");
  if (callback == NULL)
    return -1;
  Py_XSETREF(self->value, callback);
  // REFERENCE-CYCLE: 'value' ... 'PyObject_GetAttrString'
  return 0;
}

static PyObject *box_call(Box *self, PyObject *args, PyObject *kwargs) {
  return PyObject_CallNoArgs(self->value);
}

PyTypeObject Bad_Type = {
    // GC-SUPPORT: 'Bad_Type' ... 'value'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Bad",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_call = (ternaryfunc)box_call,
    .tp_init = (initproc)bad_init,
    .tp_new = PyType_GenericNew,
};

typedef struct {
  PyObject_HEAD
  PyObject *text;
} Good;

static int good_init(Good *self, PyObject *args, PyObject *kwargs) {
  PyObject *callback = PyObject_GetAttrString((PyObject *)self, "__repr__");
  if (callback == NULL)
    return -1;
  PyObject *text = PyObject_CallNoArgs(callback);
  Py_DECREF(callback);
  if (text == NULL)
    return -1;
  Py_XSETREF(self->text, text);
  return 0;
}

static void good_dealloc(Good *self) {
  Py_XDECREF(self->text);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Good),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)good_dealloc,
    .tp_init = (initproc)good_init,
    .tp_new = PyType_GenericNew,
};

// Heap types.

static void heap_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  box_dealloc((Box *)self);
  Py_DECREF(type);
}

static PyType_Slot bad_slots[] = {{Py_tp_init, bad_init},
                                  {Py_tp_dealloc, heap_dealloc},
                                  {Py_tp_call, box_call},
                                  {0, NULL}};
static PyType_Spec bad_spec = {"example.Bad", sizeof(Box), 0,
                               Py_TPFLAGS_DEFAULT, bad_slots};
// GC-SUPPORT@-2: 'bad_spec' ... 'value'

static PyObject *make_bad(PyObject *self, PyObject *args) {
  return PyType_FromSpec(&bad_spec);
}

static void good_heap_dealloc(Good *self) {
  PyTypeObject *type = Py_TYPE(self);
  good_dealloc(self);
  Py_DECREF(type);
}

// Immutable: that its instances own it closes no cycle.
static PyType_Slot good_slots[] = {{Py_tp_init, good_init},
                                   {Py_tp_dealloc, good_heap_dealloc},
                                   {0, NULL}};
static PyType_Spec good_spec = {
    "example.Good", sizeof(Good), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE, good_slots};

static PyObject *make_good(PyObject *self, PyObject *args) {
  return PyType_FromSpec(&good_spec);
}
