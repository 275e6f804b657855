// RUN: %check_all_hosts %s
// XFAIL: *
// RUNTIME: good=stored_good args=([],)
// Pattern: S03
// A pointer to a function that takes its argument over, which only its other
// uses show.

#include <Python.h>

static int append_new(PyObject *list, PyObject *item) {
  int result = PyList_Append(list, item);
  Py_DECREF(item);
  return result;
}

int (*store)(PyObject *list, PyObject *item) = append_new;

static PyObject *stored_good(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  if (store(PyTuple_GET_ITEM(args, 0), item) < 0)
    return NULL;
  Py_RETURN_NONE;
}
