#include "helpers.h"

/* Another program's: it borrows what the other one takes over. */
int take_item(PyObject *list, PyObject *item) {
  return PyList_Append(list, item);
}
