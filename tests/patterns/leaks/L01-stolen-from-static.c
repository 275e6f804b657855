// RUN: %check_all_hosts %s
// RUNTIME: none (the functions keep what they make)
// Pattern: L01
// One Py_INCREF pays for what a call took from a place; a second is lost.

#include <Python.h>

PyObject *twice_bad(PyObject *self, PyObject *o) {
  static PyObject *name;
  name = PyUnicode_FromString("name");
  if (name == NULL)
    return NULL;
  PyObject *t = PyTuple_New(1);
  if (t == NULL)
    return NULL;
  PyTuple_SET_ITEM(t, 0, name);
  Py_INCREF(name);
  Py_INCREF(name);
  return t;
  // LEAK: 'name'
}
