// RUN: %check_all_hosts %s
// RUNTIME: bad=zeros_bad:over good=zeros_good args=(1, 2)
// RUNTIME: bad=two_containers_bad:over good=two_containers_good args=(1, 2)
// RUNTIME: bad=two_positions_bad:over good=two_positions_good args=(1, 2)
// Pattern: U10
// One reference is given away twice: in a loop, to two containers, to the same
// container under two positions.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *zeros_bad(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyTuple_GET_SIZE(args);
  PyObject *list = PyList_New(size);
  if (list == NULL)
    return NULL;
  PyObject *zero = PyFloat_FromDouble(0.0);
  if (zero == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  Py_ssize_t i = 0;
  do {
    PyList_SET_ITEM(list, i, zero);
    // OVERRELEASE: ... 'zero'
  } while (++i < size);
  return list;
}

static PyObject *zeros_good(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyTuple_GET_SIZE(args);
  PyObject *list = PyList_New(size);
  if (list == NULL)
    return NULL;
  PyObject *zero = PyFloat_FromDouble(0.0);
  if (zero == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  for (Py_ssize_t i = 0; i < size; i++) {
    Py_INCREF(zero);
    PyList_SET_ITEM(list, i, zero);
  }
  Py_DECREF(zero);
  return list;
}

static PyObject *two_containers_bad(PyObject *self, PyObject *args) {
  PyObject *left = NULL, *right = NULL;
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  left = PyTuple_New(1);
  if (left == NULL) {
    Py_DECREF(text);
    return NULL;
  }
  PyTuple_SET_ITEM(left, 0, text);
  right = PyTuple_New(1);
  if (right == NULL) {
    Py_DECREF(left);
    return NULL;
  }
  PyTuple_SET_ITEM(right, 0, text);
  // OVERRELEASE: ... 'text'
  return Py_BuildValue("(NN)", left, right);
}

static PyObject *two_containers_good(PyObject *self, PyObject *args) {
  PyObject *left = NULL, *right = NULL;
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  left = PyTuple_New(1);
  if (left == NULL) {
    Py_DECREF(text);
    return NULL;
  }
  PyTuple_SET_ITEM(left, 0, text);
  right = PyTuple_New(1);
  if (right == NULL) {
    Py_DECREF(left);
    return NULL;
  }
  Py_INCREF(text);
  PyTuple_SET_ITEM(right, 0, text);
  return Py_BuildValue("(NN)", left, right);
}

static PyObject *two_positions_bad(PyObject *self, PyObject *args) {
  PyObject *pair = PyTuple_New(2);
  if (pair == NULL)
    return NULL;
  PyObject *list = PySequence_List(args);
  if (list == NULL) {
    Py_DECREF(pair);
    return NULL;
  }
  PyTuple_SET_ITEM(pair, 0, list);
  PyTuple_SET_ITEM(pair, 1, list);
  // OVERRELEASE: ... 'list'
  return pair;
}

static PyObject *two_positions_good(PyObject *self, PyObject *args) {
  PyObject *pair = PyTuple_New(2);
  if (pair == NULL)
    return NULL;
  PyObject *list = PySequence_List(args);
  if (list == NULL) {
    Py_DECREF(pair);
    return NULL;
  }
  PyTuple_SET_ITEM(pair, 0, list);
  PyTuple_SET_ITEM(pair, 1, Py_NewRef(list));
  return pair;
}
