#include "helpers.h"

static PyObject *remembered, *taken;

static void hidden(PyObject *item) { Py_DECREF(item); }

int take_item(PyObject *list, PyObject *item) {
  if (PyList_Append(list, item) < 0) {
    Py_DECREF(item);
    return -1;
  }
  hidden(item);
  return 0;
}

int take_on_success(PyObject *item) {
  if (taken != NULL)
    return -1;
  taken = item;
  return 0;
}

PyObject *first_item(PyObject *list) { return PyList_GetItem(list, 0); }

PyObject *make_pair(PyObject *a) { return PyTuple_Pack(2, a, a); }

void remember(PyObject *item) {
  Py_INCREF(item);
  Py_XSETREF(remembered, item);
}

int find_item(PyObject *dict, PyObject *key, PyObject **result) {
  PyObject *found = PyObject_GetItem(dict, key);
  if (found == NULL) {
    *result = NULL;
    return -1;
  }
  *result = found;
  return 0;
}

PyObject *same(PyObject *item) {
  Py_INCREF(item);
  return item;
}

/* New in one outcome, perhaps moved out of an array in another: nobody can say it. */
PyObject *either(PyObject **items, int which) {
  if (which)
    return items[0];
  return PyList_New(0);
}

extern PyObject *elsewhere(void);
/* What it hands on may be borrowed. */
PyObject *hands_on(void) { return elsewhere(); }
