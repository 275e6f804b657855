#include <Python.h>

/* A function that only a contract tells about. */
PyObject *our_lookup(PyObject *table, int index);

PyObject *find(PyObject *self, PyObject *args) {
  return our_lookup(args, 0);
}
