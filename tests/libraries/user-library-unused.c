// RUN: %check_all_hosts %s
// CONTRACTS: Inputs/shapes.yaml
// Where the header is not included the file's contracts do not hold.

#include <Python.h>

PyObject *shapes_find(PyObject *shapes, const char *name);

static PyObject *find_good(PyObject *self, PyObject *arg) {
  PyObject *found = shapes_find(self, "x");
  if (!found)
    Py_RETURN_NONE;
  return found;
}
