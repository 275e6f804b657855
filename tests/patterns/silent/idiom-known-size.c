// RUN: %check_all_hosts %s
// RUNTIME: good=loop_good,number_good,got_good,down_good,counted_good,asked_good
//     args=([1], 2)
// RUNTIME: good=packed_good,appended_good args=([1], 2)
// RUNTIME: bad=long_bad:leak,cleared_bad:leak,other_bad:leak args=([1], 2)
// Pattern: S16
// The items of a list or tuple whose number the function knows are there.

#include <Python.h>

static PyObject *loop_good(PyObject *self, PyObject *args) {
  Py_ssize_t n = PyTuple_GET_SIZE(args);
  PyObject *list = PyList_New(n);
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < n; i++) {
    PyObject *item = PyFloat_FromDouble((double)i);
    if (item == NULL) {
      Py_DECREF(list);
      return NULL;
    }
    if (PyList_SetItem(list, i, item) < 0)
      return NULL;
  }
  return list;
}

static PyObject *number_good(PyObject *self, PyObject *args) {
  enum { SIZE = 3 };
  PyObject *tuple = PyTuple_New(SIZE);
  if (tuple == NULL)
    return NULL;
  for (int i = 0; i < SIZE; i++) {
    PyObject *item = PyFloat_FromDouble(i);
    if (item == NULL) {
      Py_DECREF(tuple);
      return NULL;
    }
    if (PyTuple_SetItem(tuple, i, item) != 0)
      return NULL;
  }
  return tuple;
}

static PyObject *got_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  PyList_SET_ITEM(list, 0, Py_NewRef(args));
  PyObject *item = PyList_GetItem(list, 0);
  if (item == NULL)
    return NULL;
  Py_INCREF(item);
  Py_DECREF(list);
  return item;
}

static PyObject *down_good(PyObject *self, PyObject *args) {
  Py_ssize_t n = PyTuple_GET_SIZE(args), i = 0;
  PyObject *list = PyList_New(n);
  if (list == NULL)
    return NULL;
  while (i < n) {
    if (PyList_SetItem(list, i, Py_NewRef(args)) == -1)
      return NULL;
    i++;
  }
  return list;
}

static PyObject *counted_good(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  Py_ssize_t n = PyList_Size(list);
  for (Py_ssize_t i = 0; i < n; i++) {
    PyObject *item = PyList_GetItem(list, i);
    if (item == NULL)
      return NULL;
  }
  return list;
}

static PyObject *asked_good(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++)
    if (!PyList_GetItem(list, i))
      return NULL;
  return list;
}

static PyObject *packed_good(PyObject *self, PyObject *args) {
  PyObject *pair = PyTuple_Pack(2, args, Py_None);
  if (pair == NULL)
    return NULL;
  PyObject *second = PyTuple_GetItem(pair, 1);
  if (second == NULL)
    return NULL;
  return pair;
}

static PyObject *appended_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if (PyList_Append(list, args) < 0) {
    Py_DECREF(list);
    return NULL;
  }
  if (PyList_GetItem(list, 0) == NULL)
    return NULL;
  return list;
}

static PyObject *long_bad(PyObject *self, PyObject *args) {
  Py_ssize_t n = PyTuple_GET_SIZE(args);
  PyObject *list = PyList_New(n);
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i <= n; i++)
    if (PyList_SetItem(list, i, Py_NewRef(args)) < 0)
      return NULL;
  // LEAK: 'list'
  return list;
}

static PyObject *cleared_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  PyList_SET_ITEM(list, 0, Py_NewRef(args));
  if (PyList_SetSlice(list, 0, 1, NULL) < 0) {
    Py_DECREF(list);
    return NULL;
  }
  if (PyList_GetItem(list, 0) == NULL)
    return NULL;
  // LEAK: 'list'
  return list;
}

// The loop counts something else.
static PyObject *other_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < 2; i++)
    if (PyList_SetItem(list, i, Py_NewRef(args)) < 0)
      return NULL;
  // LEAK: 'list'
  return list;
}
