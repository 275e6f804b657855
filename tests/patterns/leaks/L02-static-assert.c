// RUN: %check_all_hosts %s
// Pattern: L02
// Declarations that the compiler checks and drops: a function that has them is
// analysed like any other.

#include <Python.h>
#include <assert.h>

// glib's g_clear_pointer looks like this.
#define CLEAR_POINTER(place, release)                                          \
  do {                                                                         \
    _Static_assert(sizeof *(place) == sizeof(void *), "not a pointer");        \
    __typeof__((place)) place_ = (place);                                      \
    __typeof__(*(place)) value_ = *place_;                                     \
    *place_ = NULL;                                                            \
    if (value_)                                                                \
      (release)(value_);                                                       \
  } while (0)

int macro_bad(PyObject *self) {
  char *text = PyMem_Malloc(3);
  PyObject *function = PyObject_GetAttrString(self, "x");
  CLEAR_POINTER(&text, PyMem_Free);
  return 0;
  // LEAK: 'function'
}

int assert_bad(PyObject *self) {
  PyObject *function = PyObject_GetAttrString(self, "x");
  static_assert(sizeof(int) >= 2, "small integers");
  return 0;
  // LEAK: 'function'
}

int size_bad(PyObject *self) {
  PyObject *function = PyObject_GetAttrString(self, "x");
  int numbers[2 + 0 * sizeof(struct { _Static_assert(1, "always"); int i; })];
  numbers[0] = 0;
  return 0;
  // LEAK: 'function'
}

int extension_bad(PyObject *self) {
  PyObject *function = PyObject_GetAttrString(self, "x");
  __extension__ _Static_assert(sizeof(char) == 1, "");
  __asm__ volatile("" ::: "memory");
  return 0;
  // LEAK: 'function'
}

void good(PyObject *self) {
  PyObject *function = PyObject_GetAttrString(self, "x");
  static_assert(sizeof(void *) >= 4, "pointers");
  Py_XDECREF(function);
}
