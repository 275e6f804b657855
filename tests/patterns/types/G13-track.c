// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import gc
// RUNTIME-SETUP: gc.set_threshold(1)
// RUNTIME: types=Box_Type bad=make_bad:crash run=m.make_bad()
// RUNTIME: types=Box_Type good=make_good,make_set_twice,make_zeroed run=f()
// RUNTIME: call=o bad=heap_bad:crash run=f(m.make_box())
// RUNTIME: call=o good=heap_good run=f(m.make_box())
// RUNTIME: good=make_box args=()
// Pattern: G13
// PyObject_GC_New does not clear the fields: the collector must not see them
// before they are set. A debug build fills them with a pattern.

#include "Inputs/box.h"

DEFINE_BOX

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
  // GC-SUPPORT: ^'PyObject_GC_Track' ... 'value'
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

// The instance of a heap type.

BOX_HEAP_TYPE(box, {Py_tp_traverse, box_heap_traverse},
              {Py_tp_clear, box_clear}, {Py_tp_dealloc, box_heap_dealloc})

static PyObject *heap_bad(PyObject *self, PyObject *type) {
  Box *box = PyObject_GC_New(Box, (PyTypeObject *)type);
  if (box == NULL)
    return NULL;
  PyObject_GC_Track(box);
  // GC-SUPPORT: ^'PyObject_GC_Track' ... 'value'
  box->value = PyList_New(0);
  return (PyObject *)box;
}

static PyObject *heap_good(PyObject *self, PyObject *type) {
  Box *box = PyObject_GC_New(Box, (PyTypeObject *)type);
  if (box == NULL)
    return NULL;
  box->value = PyList_New(0);
  PyObject_GC_Track(box);
  return (PyObject *)box;
}

PyMethodDef methods[] = {{"heap_bad", heap_bad, METH_O, NULL},
                         {"heap_good", heap_good, METH_O, NULL},
                         {NULL, NULL, 0, NULL}};
