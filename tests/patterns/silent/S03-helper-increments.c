// RUN: %check_all_hosts %s
// Pattern: S03
// A helper that only counts adds a reference of its caller's.

#include <Python.h>

static inline void take(PyObject *object) { Py_INCREF(object); }

static void take_if_there(PyObject *object) {
  if (object != NULL)
    Py_INCREF(object);
}

static void take_by_helper(PyObject *object) {
  if (!object)
    return;
  take(object);
}

static PyObject *take_and_return(PyObject *object) {
  Py_INCREF(object);
  return object;
}

#define TAKE(OBJECT) take(OBJECT)

static PyObject *returned_good(PyObject *self, PyObject *object) {
  take(object);
  return object;
}

static PyObject *maybe_good(PyObject *self, PyObject *object) {
  take_if_there(object);
  return object;
}

static PyObject *twice_removed_good(PyObject *self, PyObject *object) {
  take_by_helper(object);
  return object;
}

static PyObject *macro_good(PyObject *self, PyObject *object) {
  TAKE(object);
  return object;
}

static PyObject *passed_through_good(PyObject *self, PyObject *object) {
  return take_and_return(object);
}

static PyObject *stolen_good(PyObject *self, PyObject *object) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  take(object);
  PyTuple_SET_ITEM(tuple, 0, object);
  return tuple;
}

static PyObject *balanced_good(PyObject *self, PyObject *object) {
  take(object);
  int failed = PyObject_SetAttrString(self, "x", object);
  Py_DECREF(object);
  return failed ? NULL : PyLong_FromLong(failed);
}

static PyObject *lost_bad(PyObject *self, PyObject *object) {
  take(object);
  if (PyObject_SetAttrString(self, "x", object) < 0)
    return NULL; // LEAK: 'object': the reference added by 'take'
  return object;
}

static PyObject *lost_twice_removed_bad(PyObject *self, PyObject *object) {
  take_by_helper(object);
  if (PyObject_SetAttrString(self, "x", object) < 0)
    return NULL; // LEAK: 'object': the reference added by 'take_by_helper'
  return object;
}

// One that puts the object into a place of its own keeps it there.
static PyObject *kept[16];
static int used;

static void push(PyObject *object) {
  Py_INCREF(object);
  kept[used++] = object;
}

struct node {
  PyObject **items;
  int used;
};

static void push_into(struct node *node, PyObject *object) {
  Py_INCREF(object);
  node->items[node->used++] = object;
}

static PyObject *pushed_good(PyObject *self, PyObject *object) {
  struct node node = {kept, 1};
  push(object);
  push_into(&node, object);
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"returned", returned_good, METH_O, NULL},
    {"maybe", maybe_good, METH_O, NULL},
    {"twice_removed", twice_removed_good, METH_O, NULL},
    {"macro", macro_good, METH_O, NULL},
    {"passed_through", passed_through_good, METH_O, NULL},
    {"stolen", stolen_good, METH_O, NULL},
    {"balanced", balanced_good, METH_O, NULL},
    {"lost", lost_bad, METH_O, NULL},
    {"lost_twice_removed", lost_twice_removed_bad, METH_O, NULL},
    {"pushed", pushed_good, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

PyMethodDef *methods_of_module(void) { return methods; }

// What helpers count for a variable is its own, however it is filled.
static PyObject *entries[4];

static PyObject *filled_good(PyObject *self, PyObject *object) {
  take(object);
  entries[1] = object;
  Py_RETURN_NONE;
}

static PyObject *read_good(PyObject *self, PyObject *unused) {
  if (!entries[1])
    Py_RETURN_NONE;
  Py_INCREF(entries[1]);
  return entries[1];
}

static PyMethodDef more_methods[] = {
    {"filled", filled_good, METH_O, NULL},
    {"read", read_good, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

PyMethodDef *more_methods_of_module(void) { return more_methods; }
