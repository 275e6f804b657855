#include <Python.h>
#include "steps-elsewhere.h"

static PyObject *above(void) {
  return PyList_New(0);
}

static int unrelated(int x) {
  return x + 1;
}

/* Its path has a step in the function above, and one in the header. */
PyObject *loses(int y) {
  PyObject *first = above();
  Py_XDECREF(first);
  PyObject *second = in_header();
  Py_XDECREF(second);
  if (y)
    return NULL;
  return PyLong_FromLong(y);
}

static int also_unrelated(int x) {
  return x + 1;
}

static void release(PyObject *object);

/* Its path has a step in the function below. */
PyObject *releases(PyObject *self, PyObject *argument) {
  release(argument);
  return PyLong_FromLong(1);
}

static int between(int x) {
  return x + 1;
}

static void release(PyObject *object) {
  Py_DECREF(object);
}
