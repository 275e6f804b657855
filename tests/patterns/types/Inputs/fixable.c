/* Mistakes that --fix repairs, one a type. */

#include "Inputs/box.h"
#include <stddef.h>

DEFINE_BOX

#define TYPE(NAME, FLAGS, TRAVERSE, CLEAR, DEALLOC)                            \
  PyTypeObject NAME = {                                                        \
      PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example." #NAME,               \
      .tp_basicsize = sizeof(Box),                                             \
      .tp_flags = FLAGS,                                                       \
      .tp_traverse = TRAVERSE,                                                 \
      .tp_clear = (inquiry)CLEAR,                                              \
      .tp_dealloc = (destructor)DEALLOC,                                       \
      .tp_init = (initproc)box_init,                                           \
      .tp_new = PyType_GenericNew,                                             \
  }
#define WITH_GC (Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC)

static int visits_nothing(Box *self, visitproc visit, void *arg) {
  return 0;
}

TYPE(Visits, WITH_GC, (traverseproc)visits_nothing, box_clear, box_dealloc);

static int casts(PyObject *object, visitproc visit, void *arg) {
  Box *box = (Box *)object;
  return 0;
}

TYPE(Casts, WITH_GC, casts, box_clear, box_dealloc);

static int no_variable(PyObject *object, visitproc visit, void *arg) {
  return 0;
}

TYPE(NoVariable, WITH_GC, no_variable, box_clear, box_dealloc);

static int clears_nothing(Box *self) {
  return 0;
}

TYPE(Clears, WITH_GC, (traverseproc)box_traverse, clears_nothing, box_dealloc);

static int leaves_pointer(Box *self) {
  Py_XDECREF(self->value);
  return 0;
}

TYPE(Leaves, WITH_GC, (traverseproc)box_traverse, leaves_pointer, box_dealloc);

static void tracked_dealloc(Box *self) {
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

TYPE(Tracked, WITH_GC, (traverseproc)box_traverse, box_clear, tracked_dealloc);

static void late_dealloc(Box *self) {
  Py_XDECREF(self->value);
  PyObject_GC_UnTrack(self);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

TYPE(Late, WITH_GC, (traverseproc)box_traverse, box_clear, late_dealloc);

static void forgets_dealloc(Box *self) {
  PyObject_GC_UnTrack(self);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

TYPE(Forgets, WITH_GC, (traverseproc)box_traverse, box_clear, forgets_dealloc);

static void wrong_free_dealloc(Box *self) {
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->value);
  PyObject_Free(self);
}

TYPE(WrongFree, WITH_GC, (traverseproc)box_traverse, box_clear,
     wrong_free_dealloc);

TYPE(Flag, Py_TPFLAGS_DEFAULT,
     (traverseproc)box_traverse, box_clear, box_dealloc);

/* A heap type. */

static int heap_traverse(Box *self, visitproc visit, void *arg) {
  Py_VISIT(self->value);
  return 0;
}

static void heap_dealloc(Box *self) {
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyType_Slot heap_slots[] = {{Py_tp_init, box_init},
                                   {Py_tp_traverse, heap_traverse},
                                   {Py_tp_clear, box_clear},
                                   {Py_tp_dealloc, heap_dealloc},
                                   {0, NULL}};
BOX_SPEC(heap)

PyCFunction const heap_maker = make_heap;

/* Weak references. */

typedef struct {
  PyObject_HEAD
  PyObject *weakrefs;
} Target;

static int target_traverse(PyObject *self, visitproc visit, void *arg) {
  return 0;
}

static void weak_dealloc(Target *self) {
  PyObject_GC_UnTrack(self);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Target_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Target",
    .tp_basicsize = sizeof(Target),
    .tp_flags = WITH_GC,
    .tp_traverse = target_traverse,
    .tp_dealloc = (destructor)weak_dealloc,
    .tp_weaklistoffset = offsetof(Target, weakrefs),
    .tp_new = PyType_GenericNew,
};
