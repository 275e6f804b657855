// RUN: %check_all_hosts %s
// RUNTIME: bad=sum_bad:leak good=sum_good args=(1.5, 2.5, 3.5)
// RUNTIME: bad=join_bad:leak,last_bad:leak good=join_good,last_good args=([1.5, 2.5, 3.5],)
// RUNTIME: good=sum_good args=(1.5, None)
// RUNTIME: good=join_good,last_good args=([1.5, None],)
// Pattern: L09
// A loop assigns to the variable that holds the result of the turn before. It
// loses what it was given before the loop, and what the turns before made.

#include <Python.h>

static PyObject *sum_bad(PyObject *self, PyObject *args) {
  PyObject *sum = PyFloat_FromDouble(0.0);
  for (Py_ssize_t i = 0; sum != NULL && i < PyTuple_GET_SIZE(args); i++)
    sum = PyNumber_Add(sum, PyTuple_GET_ITEM(args, i));
  // LEAK: 'sum' ... 'PyFloat_FromDouble'
  // LEAK: 'sum' ... 'PyNumber_Add'
  return sum;
}

static PyObject *join_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  PyObject *text = PyUnicode_FromString("items");
  if (text == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    text = PyUnicode_FromFormat("%U, %R", text, PyList_GET_ITEM(list, i));
    // LEAK: 'text' ... 'PyUnicode_FromFormat'
    // LEAK: 'text' ... 'PyUnicode_FromString'
    if (text == NULL)
      return NULL;
  }
  return text;
}

static PyObject *last_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  PyObject *last = NULL;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    last = PyObject_Repr(PyList_GET_ITEM(list, i));
    // LEAK: 'last'
    if (last == NULL)
      return NULL;
  }
  return last ? last : PyUnicode_FromString("nothing");
}

static PyObject *sum_good(PyObject *self, PyObject *args) {
  PyObject *sum = PyFloat_FromDouble(0.0);
  for (Py_ssize_t i = 0; sum != NULL && i < PyTuple_GET_SIZE(args); i++) {
    PyObject *next = PyNumber_Add(sum, PyTuple_GET_ITEM(args, i));
    Py_DECREF(sum);
    sum = next;
  }
  return sum;
}

static PyObject *join_good(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  PyObject *text = PyUnicode_FromString("items");
  if (text == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    Py_SETREF(text,
              PyUnicode_FromFormat("%U, %R", text, PyList_GET_ITEM(list, i)));
    if (text == NULL)
      return NULL;
  }
  return text;
}

static PyObject *last_good(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  PyObject *last = NULL;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    Py_XDECREF(last);
    last = PyObject_Repr(PyList_GET_ITEM(list, i));
    if (last == NULL)
      return NULL;
  }
  return last ? last : PyUnicode_FromString("nothing");
}
