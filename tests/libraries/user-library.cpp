// RUN: %check_all_hosts %s
// CONTRACTS: Inputs/shapes.yaml
// A contract can name a function in a namespace.

#include "Inputs/shapes.h"

static PyObject *find_bad(PyObject *self, PyObject *arg) {
  PyObject *found = shapes::find(self, "x");
  if (!found)
    Py_RETURN_NONE;
  return found;
  // RETURN-BORROWED: 'found'
}

static PyObject *find_good(PyObject *self, PyObject *arg) {
  PyObject *found = shapes::find(self, "x");
  Py_XINCREF(found);
  return found;
}

namespace other {
PyObject *find(PyObject *shapes, const char *name);
}

// Another namespace's function of the same name.
static PyObject *find_other(PyObject *self, PyObject *arg) {
  return other::find(self, "x");
}
