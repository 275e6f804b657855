#include "deep.h"

/* Takes the item over, whatever it returns. */
int deep1(PyObject *list, PyObject *item) {
  int result = PyList_Append(list, item);
  Py_DECREF(item);
  return result;
}

PyObject *new1(void) { return PyList_New(0); }
