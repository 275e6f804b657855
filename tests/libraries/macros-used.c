// RUN: %check_all_hosts %s
// FLAGS: -DSPINNER_VERSION=2
// CONTRACTS: Inputs/generated.yaml
// A macro tells that a library is used where a generator writes no #include.

#include <Python.h>

PyObject *spin_get(void);

static PyObject *get_bad(PyObject *self, PyObject *arg) {
  PyObject *object = spin_get();
  return object;
  // RETURN-BORROWED: 'object'
}

static PyObject *made_bad(PyObject *self, PyObject *arg) {
  PyObject *list = PyList_New(0);
  Py_RETURN_NONE;
  // LEAK: 'list'
}
