// RUN: %check_all_hosts %s
// CONTRACTS: Inputs/generated.yaml
// A macro tells that a library is used where a generator writes no #include
// (macros-used.c); without it the library's contracts are not asked.

#include <Python.h>

PyObject *spin_get(void);

static PyObject *get_unknown(PyObject *self, PyObject *arg) {
  PyObject *object = spin_get();
  return object;
}

static PyObject *made_bad(PyObject *self, PyObject *arg) {
  PyObject *list = PyList_New(0);
  Py_RETURN_NONE;
  // LEAK: 'list'
}
