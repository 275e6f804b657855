// RUN: %check_all_hosts %s
// RUNTIME: good=initialize,asserted,counted,kind args=(1, 2)
// Pattern: S06
// Paths that end in a function which never returns, or in a failed assertion,
// lose nothing.

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <assert.h>
#include <stdlib.h>

__attribute__((noreturn)) static void die(const char *message) {
  PyErr_Print();
  Py_FatalError(message);
}

static PyObject *initialize(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    Py_FatalError("no memory for the table");
  PyObject *key = PyUnicode_FromString("args");
  if (key == NULL)
    die("no memory for the key");
  if (PyDict_SetItem(dict, key, args) < 0)
    abort();
  Py_DECREF(key);
  return dict;
}

static PyObject *asserted(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  assert(PyList_GET_SIZE(list) == PyTuple_GET_SIZE(args));
  PyObject *result = PyList_AsTuple(list);
  assert(result == NULL || PyTuple_CheckExact(result));
  Py_DECREF(list);
  return result;
}

static PyObject *kind(PyObject *self, PyObject *args) {
  PyObject *prefix = PyUnicode_FromString("size ");
  if (prefix == NULL)
    return NULL;
  PyObject *suffix;
  switch (PyTuple_GET_SIZE(args) % 2) {
  case 0:
    suffix = PyUnicode_FromString("even");
    break;
  case 1:
    suffix = PyUnicode_FromString("odd");
    break;
  default:
    Py_UNREACHABLE();
  }
  if (suffix == NULL) {
    Py_DECREF(prefix);
    return NULL;
  }
  PyObject *result = PyUnicode_Concat(prefix, suffix);
  Py_DECREF(prefix);
  Py_DECREF(suffix);
  return result;
}

static PyObject *counted(PyObject *self, PyObject *args) {
  PyObject *number = PyLong_FromSsize_t(PyTuple_GET_SIZE(args));
  if (number == NULL) {
    PyErr_Print();
    exit(1);
  }
  return number;
}
