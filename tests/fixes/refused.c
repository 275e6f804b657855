// RUN: cp %s %t.c && %status %pyrefcheck --fix %t.c -- %pyinc 2>&1 | FileCheck %s --check-prefix=EXIT
// RUN: cmp %s %t.c
// EXIT: 0 of {{[0-9]+}} findings fixed
// EXIT: exit status: 1
// Where a change would not be right on every path there is none.

#include <Python.h>

// The exit is shared by paths that own nothing.
PyObject *shared_exit(PyObject *self, PyObject *args) {
  PyObject *item = self;
  if (PyTuple_Size(args) == 1)
    item = PyLong_FromLong(1);
  Py_RETURN_NONE;
}

// The macro is used in more than one place.
#define RETURN_IF_EMPTY(tuple)                                                 \
  if (PyTuple_Size(tuple) == 0)                                                \
  return NULL

PyObject *in_macro(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  RETURN_IF_EMPTY(args);
  return list;
}

// The text belongs to the object.
const char *still_used(PyObject *object) {
  PyObject *name = PyObject_Str(object);
  if (name == NULL)
    return NULL;
  const char *text = PyUnicode_AsUTF8(name);
  return text;
}

// Memory would be lost instead.
PyObject *memory(PyObject *self, PyObject *args) {
  char *buffer = (char *)PyMem_Malloc(10);
  if (buffer == NULL)
    return PyErr_NoMemory();
  PyObject *list = PyList_New(0);
  PyList_Append(list, self);
  PyMem_Free(buffer);
  return list;
}
