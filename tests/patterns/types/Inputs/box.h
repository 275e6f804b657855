/* A struct with one field that it owns, and slot functions that are right, for
   the tests of types that get one of them wrong. */

#ifndef BOX_H
#define BOX_H

#include <Python.h>

/* Macros, as an editor does not parse the bodies of a header's functions.

   Box(value), slot functions for a static type, and for a heap type. */
#define DEFINE_BOX                                                             \
  typedef struct {                                                             \
    PyObject_HEAD                                                              \
    PyObject *value;                                                           \
  } Box;                                                                       \
                                                                               \
  static inline int box_init(Box *self, PyObject *args, PyObject *kwargs) {    \
    PyObject *value;                                                           \
    if (!PyArg_ParseTuple(args, "O", &value))                                  \
      return -1;                                                               \
    Py_XSETREF(self->value, Py_NewRef(value));                                 \
    return 0;                                                                  \
  }                                                                            \
                                                                               \
  static inline int box_traverse(Box *self, visitproc visit, void *arg) {      \
    Py_VISIT(self->value);                                                     \
    return 0;                                                                  \
  }                                                                            \
                                                                               \
  static inline int box_clear(Box *self) {                                     \
    Py_CLEAR(self->value);                                                     \
    return 0;                                                                  \
  }                                                                            \
                                                                               \
  static inline void box_dealloc(Box *self) {                                  \
    PyObject_GC_UnTrack(self);                                                 \
    Py_XDECREF(self->value);                                                   \
    Py_TYPE(self)->tp_free((PyObject *)self);                                  \
  }                                                                            \
                                                                               \
  static inline int box_heap_traverse(Box *self, visitproc visit, void *arg) { \
    Py_VISIT(Py_TYPE(self));                                                   \
    Py_VISIT(self->value);                                                     \
    return 0;                                                                  \
  }                                                                            \
                                                                               \
  static inline void box_heap_dealloc(Box *self) {                             \
    PyTypeObject *type = Py_TYPE(self);                                        \
    PyObject_GC_UnTrack(self);                                                 \
    Py_XDECREF(self->value);                                                   \
    type->tp_free((PyObject *)self);                                           \
    Py_DECREF(type);                                                           \
  }

#define WITH_GC (Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC)

/* The static type NAME_Type; further members may follow. */
#define BOX_TYPE(NAME, FLAGS, TRAVERSE, CLEAR, DEALLOC, ...)                   \
  PyTypeObject NAME##_Type = {                                                 \
      PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example." #NAME,               \
      .tp_basicsize = sizeof(Box),                                             \
      .tp_flags = FLAGS,                                                       \
      .tp_traverse = (traverseproc)TRAVERSE,                                   \
      .tp_clear = (inquiry)CLEAR,                                              \
      .tp_dealloc = (destructor)DEALLOC,                                       \
      .tp_init = (initproc)box_init,                                           \
      .tp_new = PyType_GenericNew,                                             \
      __VA_ARGS__}

/* The slots of `static PyType_Slot NAME_slots[]`, and a function make_NAME that
   returns the type: no argument, or the bases. */
#define BOX_SPEC(NAME)                                                         \
  static PyType_Spec NAME##_spec = {"example." #NAME, sizeof(Box), 0, WITH_GC, \
                                    NAME##_slots};                             \
  static PyObject *make_##NAME(PyObject *self, PyObject *args) {               \
    return PyType_FromSpec(&NAME##_spec);                                      \
  }

/* The same with slots that are given, beside tp_init. */
#define BOX_HEAP_TYPE(NAME, ...)                                               \
  static PyType_Slot NAME##_slots[] = {                                        \
      {Py_tp_init, box_init}, __VA_ARGS__, {0, NULL}};                         \
  BOX_SPEC(NAME)

#endif /* BOX_H */
