#include "deep.h"

int deep2(PyObject *list, PyObject *item) { return deep1(list, item); }

PyObject *new2(void) { return new1(); }

void even(PyObject *item, int n) {
  if (n > 0)
    odd(item, n - 1);
  else
    Py_DECREF(item);
}
