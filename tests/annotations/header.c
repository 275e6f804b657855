// RUN: %check_all_hosts %s | FileCheck %s --implicit-check-not=warning:
// Annotations are found in headers, which clangd keeps precompiled.

#include "Inputs/registry.h"

static PyObject *find_bad(PyObject *self, PyObject *args) {
  return registry_find(self, "x");
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}} [cpython-refcount-return-borrowed]
}

static PyObject *top_bad(PyObject *self, PyObject *args) {
  return registry_top(self);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}} [cpython-refcount-return-borrowed]
}

static PyObject *add_good(PyObject *self, PyObject *args) {
  if (registry_add(self, PyList_New(0)) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *add_bad(PyObject *self, PyObject *args) {
  if (registry_add(self, args) < 0)
    // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'args'{{.*}} [cpython-refcount-overrelease]
    return NULL;
  Py_RETURN_NONE;
}
