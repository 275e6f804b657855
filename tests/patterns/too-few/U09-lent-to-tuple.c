// RUN: %check_all_hosts %s
// Pattern: U09
// A tuple that is made for one call only is filled with borrowed references,
// which are taken out again: what the call runs finds the tuple, by
// gc.get_objects(), and may keep it.

#include <Python.h>

#define OLD_SET_ITEM(op, i, v) (((PyTupleObject *)(op))->ob_item[i] = v)

typedef struct {
  PyObject_HEAD
  PyObject *start;
} Range;

static PyObject *by_function_bad(Range *self, PyObject *other) {
  PyObject *key = PyTuple_New(1);
  if (key == NULL)
    return NULL;
  PyTuple_SET_ITEM(key, 0, self->start);
  // OVERRELEASE: ... 'self->start'
  PyObject *result = PyObject_RichCompare(key, other, Py_EQ);
  PyTuple_SET_ITEM(key, 0, NULL);
  Py_DECREF(key);
  return result;
}

#undef PyTuple_SET_ITEM
#define PyTuple_SET_ITEM(op, i, v) OLD_SET_ITEM(op, i, v)

static PyObject *by_macro_bad(Range *self, PyObject *other) {
  PyObject *key = PyTuple_New(1);
  if (key == NULL)
    return NULL;
  PyTuple_SET_ITEM(key, 0, self->start);
  // OVERRELEASE: ... 'self->start'
  PyObject *result = PyObject_RichCompare(key, other, Py_EQ);
  PyTuple_SET_ITEM(key, 0, NULL);
  Py_DECREF(key);
  return result;
}

static PyObject *argument_bad(PyObject *self, PyObject *arg) {
  PyObject *args = PyTuple_New(1);
  if (args == NULL)
    return NULL;
  PyTuple_SET_ITEM(args, 0, arg); // OVERRELEASE: ... 'arg'
  PyObject *result = PyObject_CallObject(self, args);
  PyTuple_SET_ITEM(args, 0, NULL);
  Py_DECREF(args);
  return result;
}

// Another item takes the place of the first.
static PyObject *replaced_bad(PyObject *self, PyObject *arg) {
  PyObject *args = PyTuple_New(1);
  if (args == NULL)
    return NULL;
  PyTuple_SET_ITEM(args, 0, arg); // OVERRELEASE: ... 'arg'
  PyObject *result = PyObject_CallObject(self, args);
  Py_INCREF(self);
  PyTuple_SET_ITEM(args, 0, self);
  Py_DECREF(args);
  return result;
}

static PyObject *by_macro_good(Range *self, PyObject *other) {
  PyObject *key = PyTuple_New(1);
  if (key == NULL)
    return NULL;
  Py_INCREF(self->start);
  PyTuple_SET_ITEM(key, 0, self->start);
  PyObject *result = PyObject_RichCompare(key, other, Py_EQ);
  Py_DECREF(key);
  return result;
}

static PyObject *paid_late_good(PyObject *self, PyObject *arg) {
  PyObject *args = PyTuple_New(1);
  if (args == NULL)
    return NULL;
  PyTuple_SET_ITEM(args, 0, arg);
  Py_INCREF(arg);
  PyObject *result = PyObject_CallObject(self, args);
  Py_DECREF(args);
  return result;
}
