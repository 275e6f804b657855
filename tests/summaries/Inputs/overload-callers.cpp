#include "overloads.h"

extern "C" {
PyObject *release_good(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  release(item);
  Py_RETURN_NONE;
}

PyObject *release_bad(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  release(item);
  Py_DECREF(item); /* bad */
  Py_RETURN_NONE;
}

PyObject *overload_bad(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  release(item, 1);
  Py_RETURN_NONE; /* bad: the other one borrows */
}

PyObject *overload_good(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  release(item, 1);
  Py_DECREF(item);
  Py_RETURN_NONE;
}

PyObject *namespace_bad(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  ours::release(item);
  Py_RETURN_NONE; /* bad */
}

PyObject *namespace_good(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  ours::release(item);
  Py_DECREF(item);
  Py_RETURN_NONE;
}
}
