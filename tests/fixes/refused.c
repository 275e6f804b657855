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

// Memory would be lost instead, and so would the item.
PyObject *memory(PyObject *self, PyObject *args) {
  char *buffer = (char *)PyMem_Malloc(10);
  if (buffer == NULL)
    return PyErr_NoMemory();
  PyObject *tuple = PyTuple_New(1);
  Py_INCREF(self);
  PyTuple_SET_ITEM(tuple, 0, self);
  PyMem_Free(buffer);
  return tuple;
}

// What is returned is what would be released.
PyObject *returned_or_not(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  return PyTuple_Size(args) == 0 ? list : NULL;
}

// The other function is asked whether it worked.
int asked(PyObject *self, PyObject *dict) {
  char *buffer = (char *)PyMem_Malloc(10);
  PyObject *list = PyList_New(0);
  int status = PyDict_SetItemString(dict, "list", list);
  Py_XDECREF(list);
  PyMem_Free(buffer);
  return status;
}

// The label releases what is not set yet.
PyObject *label_too_early(PyObject *self, PyObject *args) {
  char *buffer = (char *)PyMem_Malloc(10);
  PyObject *item;
  PyObject *tuple = PyTuple_New(1);
  PyTuple_SET_ITEM(tuple, 0, PyLong_FromLong(1));
  item = PyObject_Str(self);
  if (item == NULL)
    goto done;
  PyList_SetItem(args, 0, tuple);
  tuple = NULL;
done:
  Py_XDECREF(item);
  Py_XDECREF(tuple);
  PyMem_Free(buffer);
  return NULL;
}

// The semicolon is not the macro's.
#define APPEND(x) PyList_Append(list, PyLong_FromLong(x))
PyObject *expression_macro(PyObject *self, PyObject *list) {
  APPEND(1);
  Py_RETURN_NONE;
}

// What is called is not the macro's.
#define APPEND_BY(call, x) call(list, PyLong_FromLong(x));
PyObject *given_name(PyObject *self, PyObject *list) {
  APPEND_BY(PyList_Append, 1)
  Py_RETURN_NONE;
}

// It is given back on one path alone.
PyObject *given_back_or_not(PyObject *self, PyObject *args) {
  void *memory = PyMem_Malloc(10);
  if (memory == NULL)
    return PyErr_NoMemory();
  if (PyTuple_Size(args) == 0)
    PyMem_Free(memory);
  PyObject *tuple = PyTuple_New(1);
  PyTuple_SET_ITEM(tuple, 0, PyLong_FromLong(1));
  return tuple;
}

// Nobody knows what `other` is.
PyObject *other(PyObject *object);
PyObject *packed(PyObject *self, PyObject *object) {
  return PyTuple_Pack(2, PyLong_FromLong(1), other(object));
}

// What is computed takes the reference over, if it works.
int taken_or_not(PyObject *module) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return -1;
  return PyModule_AddObject(module, "dict", dict);
}
