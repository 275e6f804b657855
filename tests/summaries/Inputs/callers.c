#include "helpers.h"

PyObject *take_bad(PyObject *self, PyObject *list) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  int failed = take_item(list, item);
  Py_DECREF(item);
  if (failed < 0)
    return NULL;
  Py_RETURN_NONE;
}

PyObject *take_good(PyObject *self, PyObject *list) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  if (take_item(list, item) < 0)
    return NULL;
  Py_RETURN_NONE;
}

PyObject *success_bad(PyObject *self, PyObject *list) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  if (take_on_success(item) < 0)
    return NULL;
  Py_RETURN_NONE;
}

PyObject *success_good(PyObject *self, PyObject *list) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  if (take_on_success(item) < 0) {
    Py_DECREF(item);
    return NULL;
  }
  Py_RETURN_NONE;
}

PyObject *borrowed_bad(PyObject *self, PyObject *list) {
  return first_item(list);
}

PyObject *borrowed_good(PyObject *self, PyObject *list) {
  PyObject *item = first_item(list);
  Py_INCREF(item);
  return item;
}

PyObject *new_bad(PyObject *self, PyObject *item) {
  PyObject *pair = make_pair(item);
  if (pair == NULL)
    return NULL;
  Py_RETURN_NONE;
}

PyObject *new_good(PyObject *self, PyObject *item) {
  PyObject *pair = make_pair(item);
  if (pair == NULL)
    return NULL;
  Py_DECREF(pair);
  Py_RETURN_NONE;
}

PyObject *stored_bad(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  remember(item);
  Py_RETURN_NONE;
}

PyObject *stored_good(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  remember(item);
  Py_DECREF(item);
  Py_RETURN_NONE;
}

PyObject *out_bad(PyObject *self, PyObject *key) {
  PyObject *found;
  if (find_item(self, key, &found) < 0)
    return NULL;
  Py_RETURN_NONE;
}

PyObject *out_good(PyObject *self, PyObject *key) {
  PyObject *found;
  if (find_item(self, key, &found) < 0)
    return NULL;
  Py_DECREF(found);
  Py_RETURN_NONE;
}
