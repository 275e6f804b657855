#include "circle.h"

void give(PyObject *item, int n) {
  if (n > 0)
    take(item, n - 1);
  else
    Py_DECREF(item);
}

void hand_to(PyObject *item, int n) {
  if (n > 0)
    hand_back(item, n - 1);
}

PyObject *make_either(int n) {
  return n > 0 ? make_other(n - 1) : PyList_New(0);
}
