// RUN: %check_all_hosts %s
// RUNTIME: none (the object that it is made from is a parameter)
// Pattern: G10
// A field that is set as the object is made, and never again, leads to objects
// that are older: no cycle comes about through it alone.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *base;
} View;

static void view_dealloc(View *self) {
  Py_XDECREF(self->base);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject View_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.View",
    .tp_basicsize = sizeof(View),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)view_dealloc,
};

PyObject *view_of(View *self, PyObject *Py_UNUSED(ignored)) {
  PyObject *view = View_Type.tp_alloc(&View_Type, 0);
  if (view == NULL)
    return NULL;
  ((View *)view)->base = Py_NewRef((PyObject *)self);
  return view;
}

// The bad twin can be set at any time. A type that is derived from it in C adds
// nothing that had to be said again.

typedef struct {
  PyObject_HEAD
  PyObject *next;
} Link;

static void link_dealloc(Link *self) {
  Py_XDECREF(self->next);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Link_Type = {
    // REFERENCE-CYCLE: 'Link_Type' ... 'Link.next'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Link",
    .tp_basicsize = sizeof(Link),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)link_dealloc,
};

PyTypeObject Special_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Special",
    .tp_basicsize = sizeof(Link),
    .tp_base = &Link_Type,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)link_dealloc,
};

int link_to(Link *self, Link *other) {
  PyObject *link = (PyObject *)(Link *)other;
  Py_XSETREF(self->next, Py_NewRef(link));
  return 0;
}
