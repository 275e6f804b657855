#include <Python.h>

static inline PyObject *first(PyObject *tuple) {
  return PyTuple_GetItem(tuple, 0); // NOLINT(cpython-null-result)
}

static inline void drop(PyObject *tuple) {
  PyObject *item = PyTuple_GetItem(tuple, 0);
#ifdef KEEPS_ITEM
  Py_XINCREF(item);
#endif
  Py_XDECREF(item); // NOLINT(cpython-refcount-overrelease)
}
