/* Mistakes that --fix repairs, one a type. */

#include "Inputs/box.h"
#include <stddef.h>

DEFINE_BOX

static int visits_nothing(Box *self, visitproc visit, void *arg) {
  return 0;
}

BOX_TYPE(Visits, WITH_GC, visits_nothing, box_clear, box_dealloc);

static int casts(PyObject *object, visitproc visit, void *arg) {
  Box *box = (Box *)object;
  return 0;
}

BOX_TYPE(Casts, WITH_GC, casts, box_clear, box_dealloc);

static int no_variable(PyObject *object, visitproc visit, void *arg) {
  return 0;
}

BOX_TYPE(NoVariable, WITH_GC, no_variable, box_clear, box_dealloc);

static int clears_nothing(Box *self) {
  return 0;
}

BOX_TYPE(Clears, WITH_GC, box_traverse, clears_nothing, box_dealloc);

static int leaves_pointer(Box *self) {
  Py_XDECREF(self->value);
  return 0;
}

BOX_TYPE(Leaves, WITH_GC, box_traverse, leaves_pointer, box_dealloc);

static void tracked_dealloc(Box *self) {
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

BOX_TYPE(Tracked, WITH_GC, box_traverse, box_clear, tracked_dealloc);

static void late_dealloc(Box *self) {
  Py_XDECREF(self->value);
  PyObject_GC_UnTrack(self);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

BOX_TYPE(Late, WITH_GC, box_traverse, box_clear, late_dealloc);

static void forgets_dealloc(Box *self) {
  PyObject_GC_UnTrack(self);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

BOX_TYPE(Forgets, WITH_GC, box_traverse, box_clear, forgets_dealloc);

static void wrong_free_dealloc(Box *self) {
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->value);
  PyObject_Free(self);
}

BOX_TYPE(WrongFree, WITH_GC, box_traverse, box_clear, wrong_free_dealloc);

BOX_TYPE(Flag, Py_TPFLAGS_DEFAULT, box_traverse, box_clear, box_dealloc);

/* A module's state. */

typedef struct {
  PyObject *cache;
} State;

static int fill_state(PyObject *module) {
  State *state = PyModule_GetState(module);
  state->cache = PyDict_New();
  return state->cache == NULL ? -1 : 0;
}

static PyModuleDef_Slot state_slots[] = {{Py_mod_exec, fill_state}, {0, NULL}};

static int state_traverse(PyObject *module, visitproc visit, void *arg) {
  State *state = PyModule_GetState(module);
  return 0;
}

static int state_clear(PyObject *module) {
  State *state = PyModule_GetState(module);
  return 0;
}

static void state_free(void *module) {
  state_clear((PyObject *)module);
}

struct PyModuleDef state_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "state",
    .m_size = sizeof(State),
    .m_slots = state_slots,
    .m_traverse = state_traverse,
    .m_clear = state_clear,
    .m_free = state_free,
};

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
