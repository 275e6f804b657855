#include <Python.h>

PyObject *fine(PyObject *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  return NULL;
}

PyObject *label_in_lost_block(PyObject *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  goto error;
  for (int i = 0; i < 3; {
  error:
    Py_DECREF(lost);
  }
  return NULL;
}

PyObject *address_of_label(PyObject *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  void *target = &&missing;
  goto *target;
}

PyObject *lost_case(PyObject *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  switch (PyList_GET_SIZE(args)) {
  case 1:
    PyTuple_SET_ITEM({, 0, lost);
  case 2:
    return lost;
  case nothing:
  }
  return NULL;
}

PyObject *case_range(PyObject *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  switch (1) {
  case 1 ...:
    break;
  default
    return NULL;
  }
}
