#include "circle.h"

PyObject *hand_bad(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  hand_to(item, 3);
  Py_RETURN_NONE; /* bad: the item leaks */
}

PyObject *hand_good(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  hand_to(item, 3);
  Py_DECREF(item);
  Py_RETURN_NONE;
}

PyObject *make_bad(PyObject *self, PyObject *args) {
  PyObject *list = make_either(3);
  if (list == NULL)
    return NULL;
  Py_RETURN_NONE; /* bad: the list leaks */
}

PyObject *make_good(PyObject *self, PyObject *args) {
  PyObject *list = make_either(3);
  if (list == NULL)
    return NULL;
  Py_DECREF(list);
  Py_RETURN_NONE;
}

PyObject *give_good(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  give(item, 3);
  Py_RETURN_NONE;
}
