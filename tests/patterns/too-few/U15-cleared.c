// RUN: %check_all_hosts %s
// RUNTIME-SETUP: class Value: pass
// RUNTIME: good=clear_good,read_good args=({"key": 1}, Value)
// Pattern: U15
// What was borrowed from a dictionary is used after the dictionary was cleared,
// whoever else can reach it.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *clear_bad(PyObject *self, PyObject *args) {
  PyObject *copy = PyDict_New();
  PyObject *fresh = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 1));
  if (copy == NULL || fresh == NULL || PyDict_SetItemString(copy, "key", fresh) < 0) {
    Py_XDECREF(fresh);
    Py_XDECREF(copy);
    return NULL;
  }
  Py_DECREF(fresh);
  PyObject *value = PyDict_GetItemString(copy, "key");
  if (value == NULL) {
    Py_DECREF(copy);
    return NULL;
  }
  PyDict_Clear(copy);
  PyObject *text = PyObject_Repr(value);
  // BORROWED-INVALIDATED: 'value' ... 'PyDict_Clear'
  Py_DECREF(copy);
  return text;
}

static PyObject *clear_good(PyObject *self, PyObject *args) {
  PyObject *copy = PyDict_Copy(PyTuple_GET_ITEM(args, 0));
  if (copy == NULL)
    return NULL;
  PyObject *value = PyDict_GetItemString(copy, "key");
  if (value == NULL) {
    Py_DECREF(copy);
    return NULL;
  }
  Py_INCREF(value);
  PyDict_Clear(copy);
  PyObject *text = PyObject_Repr(value);
  Py_DECREF(value);
  Py_DECREF(copy);
  return text;
}

static PyObject *read_good(PyObject *self, PyObject *args) {
  PyObject *copy = PyDict_Copy(PyTuple_GET_ITEM(args, 0));
  if (copy == NULL)
    return NULL;
  PyObject *value = PyDict_GetItemString(copy, "key");
  PyObject *text = value == NULL ? NULL : PyObject_Repr(value);
  PyDict_Clear(copy);
  Py_DECREF(copy);
  return text;
}
