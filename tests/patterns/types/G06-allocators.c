// RUN: %check_all_hosts %s
// RUNTIME: call=slot types=Plain_Type,Collected_Type,Base_Type,Good_Type bad=plain_dealloc:crash
//     run=m.Plain_Type(1)
// RUNTIME: call=slot types=Plain_Type,Collected_Type,Base_Type,Good_Type bad=base_dealloc:crash
//     run=type("Sub", (m.Base_Type,), {})(1)
// RUNTIME: call=slot types=Plain_Type,Collected_Type,Base_Type,Good_Type good=good_dealloc
//     run=type("Sub", (m.Good_Type,), {}) and m.Good_Type(1)
// Pattern: G06
// Objects under the collector begin with a header of its own: what allocates and
// what frees them must both know.

#include "Inputs/box.h"

typedef struct {
  PyObject_HEAD
  PyObject *value; /* always an int: no cycles */
} Box;

static int box_init(Box *self, PyObject *args, PyObject *kwargs) {
  int number;
  if (!PyArg_ParseTuple(args, "i", &number))
    return -1;
  Py_XSETREF(self->value, PyLong_FromLong(number));
  return 0;
}

static int box_traverse(Box *self, visitproc visit, void *arg) {
  Py_VISIT(self->value);
  return 0;
}

static int box_clear(Box *self) {
  Py_CLEAR(self->value);
  return 0;
}

static void plain_dealloc(Box *self) {
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->value);
  PyObject_Free(self);
  // DEALLOC: ^'plain_dealloc' ... 'Plain_Type'
}

BOX_TYPE(Plain, WITH_GC, box_traverse, box_clear, plain_dealloc);

static void collected_dealloc(Box *self) {
  Py_XDECREF(self->value);
  PyObject_GC_Del(self);
  // DEALLOC: ^'collected_dealloc' ... 'Collected_Type'
}

BOX_TYPE(Collected, Py_TPFLAGS_DEFAULT, NULL, NULL, collected_dealloc);

static void base_dealloc(Box *self) {
  Py_XDECREF(self->value);
  PyObject_Free(self);
  // DEALLOC: ^'base_dealloc' ... 'Base_Type'
}

BOX_TYPE(Base, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, NULL, NULL,
         base_dealloc);

static void good_dealloc(Box *self) {
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

BOX_TYPE(Good, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, NULL, NULL,
         good_dealloc);

// No class can be derived: then PyObject_Free is right.

static void final_dealloc(Box *self) {
  Py_XDECREF(self->value);
  PyObject_Free(self);
}

BOX_TYPE(Final, Py_TPFLAGS_DEFAULT, NULL, NULL, final_dealloc);

PyObject *make_plain(void) {
  Box *self = PyObject_New(Box, &Plain_Type);
  // DEALLOC: ... 'Plain_Type'
  if (self != NULL)
    self->value = NULL;
  return (PyObject *)self;
}

PyObject *make_final(void) {
  Box *self = PyObject_New(Box, &Final_Type);
  if (self != NULL)
    self->value = NULL;
  return (PyObject *)self;
}
