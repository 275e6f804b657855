#include "unused-suppressions.h"

PyObject *needed(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0); // NOLINT(cpython-refcount-*)
}

PyObject *half_needed(PyObject *self, PyObject *args) {
  // NOLINTNEXTLINE(cpython-refcount-leak, cpython-refcount-return-borrowed)
  return PyTuple_GetItem(args, 0);
}

int fine(void) { return 0; } // NOLINT
int also_fine(void) { return 0; } // NOLINT(bugprone-*, *)

int misspelt(void) { return 0; } // NOLINT(cpython-refcount-leek)

// NOLINTBEGIN(cpython-null-result)
// NOLINTEND(cpython-null-result)
// NOLINTEND(cpython-null-result)

__attribute__((suppress)) int for_others(void) { return 0; }

__attribute__((suppress("cpython.NullResult", "cpython-refcount-leak")))
PyObject *by_attribute(PyObject *self, PyObject *args) {
  PyLong_FromLong(1);
  Py_RETURN_NONE;
}

// NOLINTBEGIN(cpython-dealloc)
