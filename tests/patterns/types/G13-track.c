// RUN: %check_all_hosts %s | FileCheck %s --implicit-check-not=warning:
// RUNTIME: none (what the memory holds is a matter of chance)
// Pattern: G13
// PyObject_GC_New does not clear the fields: the collector must not see them
// before they are set.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Box;

static int box_traverse(Box *self, visitproc visit, void *arg) {
  Py_VISIT(self->value);
  return 0;
}

static int box_clear(Box *self) {
  Py_CLEAR(self->value);
  return 0;
}

static void box_dealloc(Box *self) {
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Box_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Box",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)box_traverse,
    .tp_clear = (inquiry)box_clear,
    .tp_dealloc = (destructor)box_dealloc,
};

PyObject *make_bad(PyObject *self, PyObject *args) {
  Box *box = PyObject_GC_New(Box, &Box_Type);
  if (box == NULL)
    return NULL;
  PyObject_GC_Track(box);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: 'PyObject_GC_Track'{{.*}}'value'{{.*}} [cpython-gc-support]
  box->value = PyList_New(0);
  return (PyObject *)box;
}

PyObject *make_good(PyObject *self, PyObject *args) {
  Box *box = PyObject_GC_New(Box, &Box_Type);
  if (box == NULL)
    return NULL;
  box->value = PyList_New(0);
  PyObject_GC_Track(box);
  return (PyObject *)box;
}

PyObject *make_set_twice(PyObject *self, PyObject *args) {
  Box *box = PyObject_GC_New(Box, &Box_Type);
  if (box == NULL)
    return NULL;
  box->value = NULL;
  PyObject_GC_Track(box);
  box->value = PyList_New(0);
  return (PyObject *)box;
}

PyObject *make_zeroed(PyObject *self, PyObject *args) {
  Box *box = (Box *)Box_Type.tp_alloc(&Box_Type, 0);
  if (box == NULL)
    return NULL;
  box->value = PyList_New(0);
  return (PyObject *)box;
}
