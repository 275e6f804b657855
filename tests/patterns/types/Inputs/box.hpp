// The C++ twin of box.h: a struct with one field that it owns, slot functions
// that are right, and macros for static and heap types.

#ifndef BOX_HPP
#define BOX_HPP

#include <Python.h>

// A macro, as an editor does not parse the bodies of a header's functions.
#define DEFINE_BOX                                                             \
  struct Box {                                                                 \
    PyObject_HEAD                                                              \
    PyObject *value;                                                           \
  };                                                                           \
                                                                               \
  inline Box *box(PyObject *object) { return reinterpret_cast<Box *>(object); }\
                                                                               \
  inline int box_init(PyObject *self, PyObject *args, PyObject *kwargs) {      \
    PyObject *value;                                                           \
    if (!PyArg_ParseTuple(args, "O", &value))                                  \
      return -1;                                                               \
    Box *target = box(self);                                                   \
    Py_XSETREF(target->value, Py_NewRef(value));                               \
    return 0;                                                                  \
  }                                                                            \
                                                                               \
  inline int box_traverse(PyObject *self, visitproc visit, void *arg) {        \
    Py_VISIT(box(self)->value);                                                \
    return 0;                                                                  \
  }                                                                            \
                                                                               \
  inline int box_clear(PyObject *self) {                                       \
    Py_CLEAR(box(self)->value);                                                \
    return 0;                                                                  \
  }                                                                            \
                                                                               \
  inline void box_dealloc(PyObject *self) {                                    \
    PyObject_GC_UnTrack(self);                                                 \
    box_clear(self);                                                           \
    Py_TYPE(self)->tp_free(self);                                              \
  }                                                                            \
                                                                               \
  inline int box_heap_traverse(PyObject *self, visitproc visit, void *arg) {   \
    Py_VISIT(Py_TYPE(self));                                                   \
    return box_traverse(self, visit, arg);                                     \
  }                                                                            \
                                                                               \
  inline void box_heap_dealloc(PyObject *self) {                               \
    PyTypeObject *type = Py_TYPE(self);                                        \
    PyObject_GC_UnTrack(self);                                                 \
    box_clear(self);                                                           \
    type->tp_free(self);                                                       \
    Py_DECREF(type);                                                           \
  }

#define WITH_GC (Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC)

// A static type, all slots by position.
#define STATIC_TYPE(NAME, STRUCT, FLAGS, DEALLOC, TRAVERSE, CLEAR, WEAKLIST,   \
                    INIT, NEW, FINALIZE)                                       \
  {                                                                            \
    PyVarObject_HEAD_INIT(nullptr, 0) NAME, sizeof(STRUCT), 0, DEALLOC, 0,     \
        nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,         \
        nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, FLAGS, nullptr,  \
        TRAVERSE, CLEAR, nullptr, WEAKLIST, nullptr, nullptr, nullptr,         \
        nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, 0, INIT,         \
        nullptr, NEW, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,    \
        nullptr, nullptr, 0, FINALIZE,                                         \
  }

#define SLOT(NUMBER, FUNCTION) {NUMBER, reinterpret_cast<void *>(FUNCTION)}

// The spec of the slots NAME_slots, and make_NAME that returns the type.
#define HEAP_TYPE(NAME, STRUCT, FLAGS)                                         \
  static PyType_Spec NAME##_spec = {"example." #NAME, sizeof(STRUCT), 0,       \
                                    FLAGS, NAME##_slots};                      \
  static PyObject *make_##NAME(PyObject *self, PyObject *args) {               \
    return PyType_FromSpec(&NAME##_spec);                                      \
  }

#endif // BOX_HPP
