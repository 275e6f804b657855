// RUN: %check_all_hosts %s
// RUNTIME: good=filled,two_set,given,counted args=(3,)
// RUNTIME: bad=thirty_bad:leak,returned_bad:leak args=(3,)
// Pattern: S10
// A loop is followed for a few turns only. Behind it, what it has counted may be
// more, and a known number of turns comes to its end.

#include <Python.h>

#define SIZE 8

static PyObject *filled(PyObject *self, PyObject *args) {
  PyObject *items[SIZE] = {NULL}, *result = NULL;
  int i;
  for (i = 0; i < SIZE; i++) {
    items[i] = PyLong_FromLong(70000 + i);
    if (items[i] == NULL)
      goto done;
  }
  result = PyLong_FromLong(i);
done:
  for (i = 0; i < SIZE; i++)
    Py_XDECREF(items[i]);
  return result;
}

// Two of eight, and neither is among the first.
static PyObject *two_set(PyObject *self, PyObject *args) {
  PyObject *items[SIZE] = {NULL}, *result = NULL;
  items[3] = PyObject_Str(args);
  if (items[3] == NULL)
    goto done;
  items[7] = PyObject_Repr(args);
  if (items[7] == NULL)
    goto done;
  result = PyList_New(0);
done:
  for (size_t i = 0; i < sizeof(items) / sizeof(items[0]); i++)
    Py_XDECREF(items[i]);
  return result;
}

static PyObject *given(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(32);
  if (list == NULL)
    return NULL;
  for (int i = 0; i < 32; i++) {
    PyObject *number = PyLong_FromLong(70000 + i);
    if (number == NULL) {
      Py_DECREF(list);
      return NULL;
    }
    PyList_SET_ITEM(list, i, number);
  }
  return list;
}

static void drop(PyObject **items, Py_ssize_t count) {
  while (count-- > 0)
    Py_DECREF(items[count]);
}

static PyObject *counted(PyObject *self, PyObject *args) {
  PyObject *items[SIZE], *result = NULL;
  Py_ssize_t count = 0;
  for (int i = 0; i < SIZE; i++) {
    items[count] = PyLong_FromLong(70000 + i);
    if (items[count] == NULL)
      goto done;
    count++;
  }
  result = PyLong_FromSsize_t(count);
done:
  drop(items, count);
  return result;
}

// The bad twins.
static PyObject *thirty_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(32), *kept = PyList_New(0);
  if (list == NULL || kept == NULL) {
    Py_XDECREF(list);
    Py_XDECREF(kept);
    return NULL;
  }
  for (int i = 0; i < 32; i++) {
    PyObject *number = PyLong_FromLong(i);
    if (number == NULL) {
      Py_DECREF(list);
      Py_DECREF(kept);
      return NULL;
    }
    PyList_SET_ITEM(list, i, number);
  }
  return list;
  // LEAK: 'kept'
}

static PyObject *often_bad(PyObject *self, PyObject *iterator) {
  PyObject *text = PyObject_Repr(self), *item;
  int count = 0;
  if (text == NULL)
    return NULL;
  while ((item = PyIter_Next(iterator)) != NULL) {
    count++;
    Py_DECREF(item);
  }
  if (count > 10)
    return PyLong_FromLong(count);
  // LEAK: 'text'
  return text;
}

static PyObject *down_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(self);
  if (text == NULL)
    return NULL;
  int left = 100;
  while (left > 0) {
    PyObject *number = PyLong_FromLong(left--);
    Py_XDECREF(number);
  }
  return PyLong_FromLong(left);
  // LEAK: 'text'
}

static PyObject *returned_bad(PyObject *self, PyObject *args) {
  PyObject *items[SIZE];
  for (int i = 0; i < SIZE; i++) {
    items[i] = PyLong_FromLong(70000 + i);
    if (items[i] == NULL)
      return NULL;
    // LEAK: 'items[0]'
  }
  return PyLong_FromLong(SIZE);
}

// What the loop writes by way of an array, and items behind the first turns.
static PyObject *unpack_good(PyObject *self, PyObject *tuple) {
  PyObject *a = NULL, *b = NULL, *c = NULL, *d = NULL;
  PyObject **targets[4] = {&a, &b, &c, &d};
  for (int i = 0; i < 4; i++)
    *targets[i] = PyTuple_GET_ITEM(tuple, i);
  Py_INCREF(d);
  return d;
}

static PyObject *last_good(PyObject *self, PyObject *args) {
  PyObject *items[SIZE] = {NULL};
  for (int i = 0; i < SIZE; i++)
    items[i] = PyTuple_GET_ITEM(args, i);
  Py_INCREF(items[SIZE - 1]);
  return items[SIZE - 1];
}
