// RUN: %check_all_hosts %s
// RUNTIME: none (the function is not in the file)
// A function of another file whose result is only given away after a reference was added to it
// lends that result.

#include <Python.h>

PyObject *peek(PyObject *owner);

static PyObject *returned_good(PyObject *self, PyObject *arg) {
  PyObject *item = peek(arg);
  if (item == NULL)
    return NULL;
  Py_INCREF(item);
  return item;
}

static PyObject *kept_good(PyObject *self, PyObject *arg) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyObject *item = peek(arg);
  Py_XINCREF(item);
  if (item == NULL) {
    Py_DECREF(tuple);
    return NULL;
  }
  PyTuple_SET_ITEM(tuple, 0, item);
  return tuple;
}

static PyObject *asked_good(PyObject *self, PyObject *arg) {
  PyObject *item = peek(arg);
  if (item == NULL)
    return NULL;
  return PyLong_FromSsize_t(PyObject_Size(item));
}

PyMethodDef peek_methods[] = {{"returned", returned_good, METH_O, NULL},
                              {"kept", kept_good, METH_O, NULL},
                              {"asked", asked_good, METH_O, NULL},
                              {NULL}};
