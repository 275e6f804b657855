// RUN: %check_all_hosts %s
// RUNTIME: good=set,swap,rotate,exchange call=binary run=f(m.Record(1, 2, 3), object())
// RUNTIME: good=normalize,minmax args=(2.5, 1)
// Pattern: idiom
// Py_XSETREF, Py_SETREF, swaps of fields and of local variables.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *head;
  PyObject *tail;
  PyObject *spare;
} Chain;

static PyObject *set(PyObject *object, PyObject *value) {
  Chain *self = (Chain *)object;
  Py_INCREF(value);
  Py_XSETREF(self->head, value);
  Py_SETREF(self->tail, Py_NewRef(value));
  Py_XSETREF(self->spare, NULL);
  Py_RETURN_NONE;
}

static PyObject *swap(PyObject *object, PyObject *unused) {
  Chain *self = (Chain *)object;
  PyObject *tmp = self->head;
  self->head = self->tail;
  self->tail = tmp;
  Py_RETURN_NONE;
}

static PyObject *rotate(PyObject *object, PyObject *value) {
  Chain *self = (Chain *)object;
  PyObject *last = self->spare;
  self->spare = self->tail;
  self->tail = self->head;
  Py_INCREF(value);
  self->head = value;
  if (last == NULL)
    Py_RETURN_NONE;
  return last;
}

// The old value is kept while the new one is stored, then returned.
static PyObject *exchange(PyObject *object, PyObject *value) {
  Chain *self = (Chain *)object;
  PyObject *old = self->head;
  self->head = Py_NewRef(value);
  return old ? old : Py_NewRef(Py_None);
}

// Py_SETREF of a local variable.
static PyObject *normalize(PyObject *self, PyObject *args) {
  PyObject *number =
      PyNumber_Add(PyTuple_GET_ITEM(args, 0), PyTuple_GET_ITEM(args, 1));
  if (number == NULL)
    return NULL;
  for (int i = 0; i < 2; i++) {
    Py_SETREF(number, PyNumber_Float(number));
    if (number == NULL)
      return NULL;
  }
  PyObject *text = PyObject_Repr(number);
  Py_SETREF(number, text);
  return number;
}

static PyObject *minmax(PyObject *self, PyObject *args) {
  PyObject *low = PyNumber_Float(PyTuple_GET_ITEM(args, 0));
  if (low == NULL)
    return NULL;
  PyObject *high = PyNumber_Float(PyTuple_GET_ITEM(args, 1));
  if (high == NULL) {
    Py_DECREF(low);
    return NULL;
  }
  if (PyFloat_AS_DOUBLE(low) > PyFloat_AS_DOUBLE(high)) {
    PyObject *tmp = low;
    low = high;
    high = tmp;
  }
  PyObject *result = PyTuple_New(2);
  if (result == NULL) {
    Py_DECREF(low);
    Py_DECREF(high);
    return NULL;
  }
  PyTuple_SET_ITEM(result, 0, low);
  PyTuple_SET_ITEM(result, 1, high);
  return result;
}
