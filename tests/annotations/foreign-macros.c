// The driver defines the macros behind which code hides the attributes of the
// older checker.
// RUN: not %pyrefcheck %s -- %pyinc 2>&1 | FileCheck %s --implicit-check-not=warning:
// The other hosts are told by hand.
// RUN: %clang_tidy --quiet %s -- %pyinc -DWITH_CPYCHECKER_RETURNS_BORROWED_REF_ATTRIBUTE | FileCheck %s --implicit-check-not=warning:
// A build that defines them itself is no trouble.
// RUN: not %pyrefcheck %s -- %pyinc -DWITH_CPYCHECKER_RETURNS_BORROWED_REF_ATTRIBUTE=1 2>&1 | FileCheck %s --implicit-check-not=warning:

#include <Python.h>

#if defined(WITH_CPYCHECKER_RETURNS_BORROWED_REF_ATTRIBUTE)
#define RETURNS_BORROWED __attribute__((cpychecker_returns_borrowed_ref))
#else
#define RETURNS_BORROWED
#endif

PyObject *find(PyObject *registry) RETURNS_BORROWED;

static PyObject *find_bad(PyObject *self, PyObject *args) {
  return find(self);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}} [cpython-refcount-return-borrowed]
}
