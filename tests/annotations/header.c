// RUN: %check_all_hosts %s
// Annotations are found in headers, which clangd keeps precompiled.

#include "Inputs/registry.h"

static PyObject *find_bad(PyObject *self, PyObject *args) {
  return registry_find(self, "x");
  // RETURN-BORROWED: 'registry_find(self, "x")'
}

static PyObject *top_bad(PyObject *self, PyObject *args) {
  return registry_top(self);
  // RETURN-BORROWED: 'registry_top(self)'
}

static PyObject *add_good(PyObject *self, PyObject *args) {
  if (registry_add(self, PyList_New(0)) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *add_bad(PyObject *self, PyObject *args) {
  if (registry_add(self, args) < 0)
    // OVERRELEASE: ... 'args'
    return NULL;
  Py_RETURN_NONE;
}
