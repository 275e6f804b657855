// RUN: %check_all_hosts %s
// Pattern: L02

#include <Python.h>

template <typename T> static void use(T) {
  static_assert(sizeof(T) > 0, "complete");
}

int assert_bad(PyObject *self) {
  PyObject *function = PyObject_GetAttrString(self, "x");
  static_assert(sizeof(int) >= 2);
  use(1);
  return 0;
  // LEAK: 'function'
}

int branch_bad(PyObject *self) {
  PyObject *function = PyObject_GetAttrString(self, "x");
  if constexpr (sizeof(long) > 2) {
    static_assert(sizeof(long) > 2, "long");
    use(2);
  }
  [[maybe_unused]] int last = 0;
  return 0;
  // LEAK: 'function'
}

// The body of a generic lambda is a template.
int lambda_bad(PyObject *self) {
  PyObject *function = PyObject_GetAttrString(self, "x");
  auto twice = [](auto number) { return number + number; };
  return twice(2);
  // LEAK: 'function'
}
