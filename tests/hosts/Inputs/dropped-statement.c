#include <Python.h>

// The parser drops the statement that is wrong: what is left seems to leak.
PyObject *half_typed(PyObject *self, PyObject *args) {
  PyObject *number = PyLong_FromLong(1);
  if (number == NULL)
    return NULL;
  Py_DECREF(nothing_like_it);
  Py_RETURN_NONE;
}
