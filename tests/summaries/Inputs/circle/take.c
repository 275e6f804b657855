#include "circle.h"

void take(PyObject *item, int n) {
  if (n > 0)
    give(item, n - 1);
  else
    Py_DECREF(item);
}

void hand_back(PyObject *item, int n) {
  if (n > 0)
    hand_to(item, n - 1);
}

PyObject *make_other(int n) {
  return n > 0 ? make_either(n - 1) : PyList_New(0);
}
