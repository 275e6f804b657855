// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def attribute(make):
// RUNTIME-SETUP:     o = make()
// RUNTIME-SETUP:     o.me = o
// RUNTIME-SETUP: def item(make):
// RUNTIME-SETUP:     o = make()
// RUNTIME-SETUP:     o.items.append(o)
// RUNTIME: call=slot types=Dict_Type,List_Type,Hidden_Type bad=dict_dealloc:leak
//     run=attribute(m.Dict_Type)
// RUNTIME: call=slot types=Dict_Type,List_Type,Hidden_Type bad=list_init:leak run=item(m.List_Type)
// RUNTIME: call=slot types=Dict_Type,List_Type,Hidden_Type good=hidden_init run=m.Hidden_Type()
// Pattern: G01
// A container that Python code gets hold of, the instance's __dict__ above all, can
// come to hold the instance.

#include <Python.h>
#include <stddef.h>

typedef struct {
  PyObject_HEAD
  PyObject *dict;
} Attributes;

static void dict_dealloc(Attributes *self) {
  Py_XDECREF(self->dict);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Dict_Type = {
    // GC-SUPPORT: 'Dict_Type' ... 'dict'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Dict",
    .tp_basicsize = sizeof(Attributes),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)dict_dealloc,
    .tp_dictoffset = offsetof(Attributes, dict),
    .tp_new = PyType_GenericNew,
};

typedef struct {
  PyObject_HEAD
  PyObject *items;
} Items;

static int list_init(Items *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->items, PyList_New(0));
  return self->items == NULL ? -1 : 0;
}

static PyObject *get_items(Items *self, void *closure) {
  return Py_NewRef(self->items);
}

static PyGetSetDef list_getset[] = {
    {"items", (getter)get_items, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL}};

static void list_dealloc(Items *self) {
  Py_XDECREF(self->items);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject List_Type = {
    // GC-SUPPORT: 'List_Type' ... 'items'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.List",
    .tp_basicsize = sizeof(Items),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)list_dealloc,
    .tp_getset = list_getset,
    .tp_init = (initproc)list_init,
    .tp_new = PyType_GenericNew,
};

// A list that stays inside: only an audit asks what the code puts into it.

typedef struct {
  PyObject_HEAD
  PyObject *names;
} Hidden;

static int hidden_init(Hidden *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->names, PyList_New(0));
  return self->names == NULL ? -1 : 0;
}

static void hidden_dealloc(Hidden *self) {
  Py_XDECREF(self->names);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Hidden_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Hidden",
    .tp_basicsize = sizeof(Hidden),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)hidden_dealloc,
    .tp_init = (initproc)hidden_init,
    .tp_new = PyType_GenericNew,
};
