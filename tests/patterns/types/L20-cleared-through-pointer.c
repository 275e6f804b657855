// RUN: %check_all_hosts %s
// Pattern: L20
// Py_CLEAR of Python 3.12 and later reads and writes the field through a
// pointer to it: for a destructor, and for the object that a constructor leaves
// half-built, that is the field itself.

#include <Python.h>

#define CLEAR(OP)                                                              \
  do {                                                                         \
    PyObject **_tmp_op_ptr = &(OP);                                            \
    PyObject *_tmp_old_op = *_tmp_op_ptr;                                      \
    if (_tmp_old_op != NULL) {                                                 \
      *_tmp_op_ptr = NULL;                                                     \
      Py_DECREF(_tmp_old_op);                                                  \
    }                                                                          \
  } while (0)

typedef struct {
  PyObject_HEAD
  PyObject *name;
} Box;

static void box_dealloc(Box *self) {
  CLEAR(self->name);
  PyObject_Free(self);
}

static PyTypeObject Box_Type;

PyObject *box_new_good(PyObject *name) {
  Box *self = PyObject_New(Box, &Box_Type);
  if (self == NULL)
    return NULL;
  self->name = PyObject_Str(name);
  if (self->name == NULL) {
    Py_DECREF(self);
    return NULL;
  }
  return (PyObject *)self;
}

static PyTypeObject Box_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Box",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)box_dealloc,
};
