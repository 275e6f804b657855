#include <Python.h>

static inline PyObject *first(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0);
}
