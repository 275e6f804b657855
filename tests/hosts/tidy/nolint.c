// RUN: %clang_tidy %s -- %pyinc 2>&1 | FileCheck %s --implicit-check-not=warning:
// NOLINT comments work as for any other check.

#include <Python.h>

PyObject *plain(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0); // NOLINT
}

PyObject *named(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0); // NOLINT(cpython-refcount-return-borrowed)
}

PyObject *glob(PyObject *self, PyObject *args) {
  // NOLINTNEXTLINE(cpython-*)
  return PyTuple_GetItem(args, 0);
}

PyObject *other(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0); // NOLINT(cpython-refcount-leak)
  // CHECK: :[[@LINE-1]]:3: warning: {{.*}} [cpython-refcount-return-borrowed]
}

// CHECK: Suppressed 3 warnings (3 NOLINT).
