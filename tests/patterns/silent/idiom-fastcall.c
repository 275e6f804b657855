// RUN: %check_all_hosts %s
// RUNTIME: good=pick,join call=fastcall args=('a', object())
// RUNTIME: good=pick,join call=fastcall args=()
// Pattern: idiom
// METH_FASTCALL: the vector lends its elements; a copy of some of them owns
// references of its own.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *pick(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
  if (nargs < 1 || nargs > 2) {
    PyErr_SetString(PyExc_TypeError, "one or two arguments expected");
    return NULL;
  }
  PyObject *name = args[0];
  PyObject *fallback = nargs > 1 ? args[1] : Py_None;
  if (PyObject_HasAttr(self, name))
    return PyObject_GetAttr(self, name);
  Py_INCREF(fallback);
  return fallback;
}

static PyObject *join(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
  PyObject *tuple = PyTuple_New(nargs);
  if (tuple == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < nargs; i++) {
    PyObject *item = args[i];
    Py_INCREF(item);
    PyTuple_SET_ITEM(tuple, i, item);
  }
  PyObject *result = PyObject_Repr(tuple);
  Py_DECREF(tuple);
  return result;
}

// With keywords: their names stand in a tuple, their values in the vector.
static PyObject *named(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                       PyObject *kwnames) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  Py_ssize_t count = kwnames ? PyTuple_GET_SIZE(kwnames) : 0;
  for (Py_ssize_t i = 0; i < count; i++) {
    PyObject *key = PyTuple_GET_ITEM(kwnames, i);
    PyObject *value = args[nargs + i];
    if (PyDict_SetItem(dict, key, value) < 0) {
      Py_DECREF(dict);
      return NULL;
    }
  }
  return dict;
}

PyMethodDef fast_methods[] = {
    {"pick", (PyCFunction)(void (*)(void))pick, METH_FASTCALL, NULL},
    {"join", (PyCFunction)(void (*)(void))join, METH_FASTCALL, NULL},
    {"named", (PyCFunction)(void (*)(void))named, METH_FASTCALL | METH_KEYWORDS,
     NULL},
    {NULL, NULL, 0, NULL}};
