// RUN: %check_all_hosts %s
// RUNTIME: none (the helper ends the process)
// A helper that does not come back with NULL, called more than once.

#include <Python.h>
#include <stdlib.h>

static PyObject *must(PyObject *o) {
  if (!o)
    abort();
  return o;
}

static PyObject *must_or_fatal(PyObject *o) {
  if (o == NULL)
    Py_FatalError("out of memory");
  return o;
}

static PyObject *nested_good(PyObject *self, PyObject *arg) {
  PyObject *tuple = must(PyTuple_New(1));
  PyTuple_SET_ITEM(tuple, 0, must(PyObject_Str(arg)));
  return tuple;
}

static PyObject *ignored_good(PyObject *self, PyObject *arg) {
  PyObject *dict = PyDict_New();
  must(dict);
  PyObject *text = must(PyObject_Str(arg));
  if (PyDict_SetItemString(dict, "a", text) < 0)
    Py_CLEAR(dict);
  Py_DECREF(text);
  return dict;
}

static PyObject *fatal_good(PyObject *self, PyObject *arg) {
  PyObject *list = must_or_fatal(PyList_New(1));
  PyObject *text = must_or_fatal(PyObject_Repr(arg));
  PyList_SET_ITEM(list, 0, text);
  return list;
}

PyMethodDef must_methods[] = {{"nested", nested_good, METH_O, NULL},
                              {"ignored", ignored_good, METH_O, NULL},
                              {"fatal", fatal_good, METH_O, NULL},
                              {NULL}};
