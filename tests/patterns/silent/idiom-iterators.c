// RUN: %check_all_hosts %s
// RUNTIME: good=count,find,total args=([1, 2, 3],)
// RUNTIME: good=count,find,total args=([1, 'x', None],)
// RUNTIME: good=count,find,total args=(3,)
// RUNTIME: good=parallel args=([1, 2], (3,))
// RUNTIME: good=parallel args=([1, 2], 5)
// Pattern: idiom
// Iteration: `while ((item = PyIter_Next(it)))`, with breaks, errors and an
// early result.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *count(PyObject *self, PyObject *args) {
  PyObject *item, *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  long n = 0;
  if (!iterator)
    return NULL;
  while ((item = PyIter_Next(iterator))) {
    if (item != Py_None)
      n++;
    Py_DECREF(item);
  }
  Py_DECREF(iterator);
  if (PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(n);
}

static PyObject *find(PyObject *self, PyObject *args) {
  PyObject *item, *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  while ((item = PyIter_Next(iterator)) != NULL) {
    if (PyUnicode_Check(item))
      break;
    Py_DECREF(item);
  }
  Py_DECREF(iterator);
  if (item == NULL && !PyErr_Occurred())
    Py_RETURN_NONE;
  return item;
}

static PyObject *total(PyObject *self, PyObject *args) {
  PyObject *sum = NULL, *item;
  PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (iterator == NULL)
    return NULL;
  while ((item = PyIter_Next(iterator)) != NULL) {
    if (sum == NULL) {
      sum = item;
      continue;
    }
    PyObject *next = PyNumber_Add(sum, item);
    Py_DECREF(sum);
    Py_DECREF(item);
    sum = next;
    if (sum == NULL)
      break;
  }
  Py_DECREF(iterator);
  if (PyErr_Occurred()) {
    Py_XDECREF(sum);
    return NULL;
  }
  if (sum == NULL)
    Py_RETURN_NONE;
  return sum;
}

// Two iterators, the slot called directly.
static PyObject *parallel(PyObject *self, PyObject *args) {
  PyObject *left = NULL, *right = NULL, *result = NULL;
  left = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
  if (left == NULL)
    goto error;
  right = PyObject_GetIter(PyTuple_GET_ITEM(args, 1));
  if (right == NULL)
    goto error;
  result = PyList_New(0);
  if (result == NULL)
    goto error;
  iternextfunc next = *Py_TYPE(left)->tp_iternext;
  for (;;) {
    PyObject *a = next(left);
    if (a == NULL)
      break;
    PyObject *b = PyIter_Next(right);
    if (b == NULL) {
      Py_DECREF(a);
      break;
    }
    PyObject *pair = PyTuple_Pack(2, a, b);
    Py_DECREF(a);
    Py_DECREF(b);
    if (pair == NULL)
      goto error;
    if (PyList_Append(result, pair) < 0) {
      Py_DECREF(pair);
      goto error;
    }
    Py_DECREF(pair);
  }
  if (PyErr_Occurred()) {
    if (!PyErr_ExceptionMatches(PyExc_StopIteration))
      goto error;
    PyErr_Clear();
  }
  Py_DECREF(left);
  Py_DECREF(right);
  return result;
error:
  Py_XDECREF(left);
  Py_XDECREF(right);
  Py_XDECREF(result);
  return NULL;
}
