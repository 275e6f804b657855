// RUN: %check_all_hosts %s
// RUNTIME: bad=make_plain_free:crash run=m.make_plain_free()(None)
// RUNTIME: good=make_good run=m.make_good()(None)
// Pattern: G06
// The memory of a heap type's instances, with and without the collector's header.

#include "Inputs/box.h"

DEFINE_BOX

static void plain_free_dealloc(Box *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->value);
  PyObject_Free(self);
  // DEALLOC: ^'plain_free_dealloc' ... 'plain_free_spec'
  Py_DECREF(type);
}

static PyType_Slot plain_free_slots[] = {{Py_tp_init, box_init},
                                         {Py_tp_traverse, box_heap_traverse},
                                         {Py_tp_clear, box_clear},
                                         {Py_tp_dealloc, plain_free_dealloc},
                                         {0, NULL}};
BOX_SPEC(plain_free)

static PyType_Slot good_slots[] = {{Py_tp_init, box_init},
                                   {Py_tp_traverse, box_heap_traverse},
                                   {Py_tp_clear, box_clear},
                                   {Py_tp_dealloc, box_heap_dealloc},
                                   {0, NULL}};
BOX_SPEC(good)

// Which type a variable holds is known from where it is made.

static PyTypeObject *Good_Type;

int ready(void) {
  Good_Type = (PyTypeObject *)PyType_FromSpec(&good_spec);
  return Good_Type == NULL ? -1 : 0;
}

PyObject *instance_bad(void) {
  Box *self = PyObject_New(Box, Good_Type);
  // DEALLOC: ... 'good_spec'
  if (self != NULL)
    self->value = NULL;
  return (PyObject *)self;
}

PyObject *instance_good(void) {
  Box *self = PyObject_GC_New(Box, Good_Type);
  if (self != NULL) {
    self->value = NULL;
    PyObject_GC_Track(self);
  }
  return (PyObject *)self;
}
