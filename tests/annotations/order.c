// RUN: %check_all_hosts %s
// CONTRACTS: Inputs/registry.yaml
// The source has the first word; of what it does not mention, the contract file
// has it, and the built-in table comes last.

#include <Python.h>

#define PYREF(text) __attribute__((annotate("pyrefcheck:" text)))

PyObject *registry_find(PyObject *registry, const char *name)
    PYREF("returns-borrowed(registry)");
PyObject *registry_swap(PyObject *registry, PyObject *old,
                        PYREF("keeps") PyObject *new);
// A function of the C API whose result somebody knows better.
PyObject *PySys_GetObject(const char *name) PYREF("returns-new");

static PyObject *find_bad(PyObject *self, PyObject *args) {
  return registry_find(self, "x");
  // RETURN-BORROWED: 'registry_find(self, "x")'
}

static PyObject *swap_bad(PyObject *self, PyObject *args) {
  PyObject *added = PyList_New(0);
  if (!added)
    return NULL;
  PyObject *found = registry_swap(self, args, added);
  // OVERRELEASE: ... 'args'
  Py_DECREF(added);
  return found;
  // RETURN-BORROWED: 'found'
}

static PyObject *swap_good(PyObject *self, PyObject *args) {
  PyObject *added = PyList_New(0);
  if (!added)
    return NULL;
  PyObject *found = registry_swap(self, Py_NewRef(args), added);
  Py_DECREF(added);
  return Py_XNewRef(found);
}

static PyObject *system_good(PyObject *self, PyObject *args) {
  return PySys_GetObject("path");
}
