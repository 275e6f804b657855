// RUN: %check_all_hosts %s
// RUNTIME: good=wait_good,wait_argument args=([1],)
// Pattern: U21
// While the GIL is released other threads can take an item out of its list. What
// the caller holds, an argument, stays.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

extern int pause_ms(int milliseconds);
int pause_ms(int milliseconds) { return milliseconds; }

static PyObject *wait_bad(PyObject *self, PyObject *args) {
  PyObject *item = PyList_GetItem(PyTuple_GET_ITEM(args, 0), 0);
  if (item == NULL)
    return NULL;
  Py_BEGIN_ALLOW_THREADS
  pause_ms(1);
  Py_END_ALLOW_THREADS
  return PyObject_Repr(item);
  // BORROWED-INVALIDATED: 'item'
}

static PyObject *wait_good(PyObject *self, PyObject *args) {
  PyObject *item = PyList_GetItem(PyTuple_GET_ITEM(args, 0), 0);
  if (item == NULL)
    return NULL;
  Py_INCREF(item);
  Py_BEGIN_ALLOW_THREADS
  pause_ms(1);
  Py_END_ALLOW_THREADS
  PyObject *text = PyObject_Repr(item);
  Py_DECREF(item);
  return text;
}

static PyObject *wait_argument(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  Py_BEGIN_ALLOW_THREADS
  pause_ms(1);
  Py_END_ALLOW_THREADS
  return PyObject_Repr(list);
}
