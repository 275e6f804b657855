// RUN: %check_all_hosts %s | FileCheck %s --implicit-check-not=warning:
// RUN: %check_all_hosts %s -DSPINNER_VERSION=2 | FileCheck %s --check-prefixes=CHECK,USED --implicit-check-not=warning:
// CONTRACTS: Inputs/generated.yaml
// A macro tells that a library is used where a generator writes no #include.

#include <Python.h>

PyObject *spin_get(void);

static PyObject *get_good(PyObject *self, PyObject *arg) {
  PyObject *object = spin_get();
  return object;
  // USED: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'object'{{.*}} [cpython-refcount-return-borrowed]
}

static PyObject *made_bad(PyObject *self, PyObject *arg) {
  PyObject *list = PyList_New(0);
  Py_RETURN_NONE;
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'list'{{.*}} [cpython-refcount-leak]
}
