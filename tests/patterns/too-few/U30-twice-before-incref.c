// RUN: %check_all_hosts %s
// Pattern: U30
// The second reference is given away before it is there. A call that can fail,
// or that runs code, may release it before Py_INCREF comes.

#include <Python.h>

static void chain_bad(PyObject *exception, PyObject *unused) {
  PyObject *cause = PyObject_CallNoArgs(PyExc_ValueError);
  if (cause == NULL)
    return;
  PyException_SetCause(exception, cause);
  PyException_SetContext(exception, cause);
  // OVERRELEASE: 'PyException_SetContext' steals a reference to 'cause'
  Py_INCREF(cause);
}

static int lists_bad(PyObject *first, PyObject *second) {
  PyObject *text = PyObject_Repr(first);
  if (text == NULL)
    return -1;
  if (PyList_SetItem(first, 0, text) < 0)
    return -1;
  if (PyList_SetItem(second, 0, text) < 0)
    // OVERRELEASE: 'PyList_SetItem' steals a reference to 'text'
    return -1;
  Py_INCREF(text);
  return 0;
}

static int module_bad(PyObject *module) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return -1;
  if (PyModule_AddObject(module, "first", list) < 0) {
    Py_DECREF(list);
    return -1;
  }
  if (PyModule_AddObject(module, "second", list) < 0)
    // OVERRELEASE: 'PyModule_AddObject' steals a reference to 'list'
    return -1;
  Py_INCREF(list);
  return 0;
}

static void chain_good(PyObject *exception, PyObject *unused) {
  PyObject *cause = PyObject_CallNoArgs(PyExc_ValueError);
  if (cause == NULL)
    return;
  Py_INCREF(cause);
  PyException_SetCause(exception, cause);
  PyException_SetContext(exception, cause);
}

// These neither fail nor run anything.
static PyObject *pair_good(PyObject *self, PyObject *unused) {
  PyObject *text = PyObject_Repr(self), *tuple = PyTuple_New(2);
  if (text == NULL || tuple == NULL) {
    Py_XDECREF(text);
    Py_XDECREF(tuple);
    return NULL;
  }
  PyTuple_SET_ITEM(tuple, 0, text);
  PyTuple_SET_ITEM(tuple, 1, text);
  Py_INCREF(text);
  return tuple;
}
