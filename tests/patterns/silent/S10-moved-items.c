// RUN: %check_all_hosts %s
// RUNTIME: none (the object's items are memory of its own)
// Pattern: S10
// Items of an array go into a list, and the array gets shorter: their references
// moved. Where the array stays as it is, they did not.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject_HEAD
  Py_ssize_t size;
  PyObject **items;
} Stack;

static PyObject *drain_good(Stack *self, PyObject *args) {
  PyObject *list = PyList_New(2);
  if (list == NULL)
    return NULL;
  PyList_SET_ITEM(list, 0, self->items[0]);
  PyList_SET_ITEM(list, 1, self->items[1]);
  self->size -= 2;
  return list;
}

static PyObject *copy_bad(Stack *self, PyObject *args) {
  PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  PyList_SET_ITEM(list, 0, self->items[0]);
  // OVERRELEASE: ... 'self->items[0]'
  return list;
}

static PyMethodDef methods[] = {
    {"drain_good", (PyCFunction)drain_good, METH_NOARGS, NULL},
    {"copy_bad", (PyCFunction)copy_bad, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
