// RUN: %check_all_hosts %s
// Pattern: U05
// What is moved out of an array or a field belongs to the function: released,
// it is gone.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *field;
  PyObject **items;
  Py_ssize_t size;
} Stack;

static PyObject *pop(Stack *self) {
  if (self->size == 0) {
    PyErr_SetString(PyExc_IndexError, "empty");
    return NULL;
  }
  return self->items[--self->size];
}

#define POP(self, o) ((o) = pop(self))

static int check_bad(Stack *self) {
  PyObject *item;
  POP(self, item);
  if (item == NULL)
    return -1;
  if (!PyType_Check(item)) {
    Py_DECREF(item);
    PyErr_Format(PyExc_TypeError, "not %.200s", Py_TYPE(item)->tp_name);
    // USE-AFTER-RELEASE: 'item'
    return -1;
  }
  Py_DECREF(item);
  return 0;
}

static int twice_bad(Stack *self) {
  PyObject *item = pop(self);
  if (item == NULL)
    return -1;
  Py_DECREF(item);
  Py_DECREF(item);
  // OVERRELEASE: 'Py_DECREF' releases 'item'
  return 0;
}

static PyObject *exchange_bad(Stack *self, PyObject *value) {
  PyObject *old = self->field;
  Py_INCREF(value);
  self->field = value;
  Py_DECREF(old);
  return PyObject_Repr(old);
  // USE-AFTER-RELEASE: 'old'
}

static int check_good(Stack *self) {
  PyObject *item;
  POP(self, item);
  if (item == NULL)
    return -1;
  if (!PyType_Check(item)) {
    PyErr_Format(PyExc_TypeError, "not %.200s", Py_TYPE(item)->tp_name);
    Py_DECREF(item);
    return -1;
  }
  Py_DECREF(item);
  return 0;
}

// Moved on: to a field, to the caller, into a tuple.
static void keep_good(Stack *self) { self->field = pop(self); }

static PyObject *take_good(Stack *self) {
  PyObject *item = pop(self);
  return item;
}

static PyObject *pack_good(Stack *self) {
  PyObject *tuple = PyTuple_New(1), *item = pop(self);
  if (tuple == NULL || item == NULL) {
    Py_XDECREF(tuple);
    Py_XDECREF(item);
    return NULL;
  }
  PyTuple_SET_ITEM(tuple, 0, item);
  return tuple;
}

// Only looked at: the helper has not moved it.
static PyObject *top(Stack *self) { return self->items[self->size - 1]; }

static PyObject *look_good(Stack *self) {
  PyObject *item = top(self);
  Py_INCREF(item);
  return item;
}

static PyObject *exchange_good(Stack *self, PyObject *value) {
  PyObject *old = self->field;
  Py_INCREF(value);
  self->field = value;
  PyObject *text = PyObject_Repr(old);
  Py_DECREF(old);
  return text;
}

static void dealloc(Stack *self) {
  Py_XDECREF(self->field);
  while (self->size > 0)
    Py_DECREF(self->items[--self->size]);
  PyMem_Free(self->items);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Stack_Type = {
    // GC-SUPPORT@-1: 'Stack_Type'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "stack.Stack",
    .tp_basicsize = sizeof(Stack),
    .tp_dealloc = (destructor)dealloc,
};
