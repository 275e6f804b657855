#include <Python.h>

/* Two references in variables of one name are lost at one place. */
PyObject *same_name(PyObject *self, PyObject *args) {
  if (PyTuple_Check(self)) {
    PyObject *n = PyNumber_Long(self);
    if (n == NULL)
      return NULL;
    goto done;
  }
  if (PyTuple_Check(args)) {
    PyObject *n = PyNumber_Long(args);
    if (n == NULL)
      return NULL;
    goto done;
  }
  if (PyList_Check(args)) {
    PyObject *n = PyNumber_Long(args);
    if (n == NULL)
      return NULL;
    goto done;
  }
done:
  return PyLong_FromLong(1);
}
