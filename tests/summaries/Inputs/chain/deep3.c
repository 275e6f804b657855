#include "deep.h"

int deep3(PyObject *list, PyObject *item) { return deep2(list, item); }

PyObject *new3(void) { return new2(); }

void odd(PyObject *item, int n) {
  if (n > 0)
    even(item, n - 1);
}
