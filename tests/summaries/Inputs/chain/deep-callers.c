#include "deep.h"

PyObject *deep_bad(PyObject *self, PyObject *list) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  int failed = deep3(list, item);
  Py_DECREF(item); /* bad: released by deep1 */
  if (failed < 0)
    return NULL;
  Py_RETURN_NONE;
}

PyObject *deep_good(PyObject *self, PyObject *list) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  if (deep3(list, item) < 0)
    return NULL;
  Py_RETURN_NONE;
}

PyObject *new_bad(PyObject *self, PyObject *args) {
  PyObject *list = new3();
  if (list == NULL)
    return NULL;
  Py_RETURN_NONE; /* bad: the list leaks */
}

PyObject *new_good(PyObject *self, PyObject *args) {
  PyObject *list = new3();
  if (list == NULL)
    return NULL;
  Py_DECREF(list);
  Py_RETURN_NONE;
}
