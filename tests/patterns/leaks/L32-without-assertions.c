// RUN: %check_all_hosts %s
// FLAGS: -DNDEBUG
// Pattern: L32
// Where the macros assert nothing, an item that is read may still be released
// by hand, and asking for the type of the container changes nothing.

#include <Python.h>

PyObject *moved_good(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(self));
  PyObject *old = PyTuple_GET_ITEM(tuple, 0);
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(args));
  Py_DECREF(old);
  return tuple;
}

PyObject *asked_bad(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(self));
  if (!PyTuple_Check(tuple))
    Py_FatalError("no tuple");
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(args));
  // LEAK: 'Py_NewRef(self)'
  return tuple;
}
