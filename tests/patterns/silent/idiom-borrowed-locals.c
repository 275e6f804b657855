// RUN: %check_all_hosts %s
// RUNTIME: good=balanced,dict_loop args=({'a': 1, 'b': None},)
// RUNTIME: good=environment
// RUNTIME: good=chained args=({'a': {'b': object()}},)
// RUNTIME: good=chained args=({},)
// Pattern: idiom
// Borrowed references used as such: read, passed, compared, protected for a
// while, forgotten.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *balanced(PyObject *self, PyObject *args) {
  PyObject *dict;
  if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &dict))
    return NULL;
  PyObject *value = PyDict_GetItemString(dict, "a");
  if (value == NULL)
    Py_RETURN_NONE;
  Py_INCREF(value);
  PyObject *text = PyObject_Repr(value);
  Py_DECREF(value);
  return text;
}

static PyObject *dict_loop(PyObject *self, PyObject *args) {
  PyObject *dict, *key, *value, *list;
  Py_ssize_t position = 0;
  if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &dict))
    return NULL;
  list = PyList_New(0);
  if (list == NULL)
    return NULL;
  while (PyDict_Next(dict, &position, &key, &value)) {
    if (value == Py_None)
      continue;
    if (PyList_Append(list, key) < 0) {
      Py_DECREF(list);
      return NULL;
    }
  }
  return list;
}

static PyObject *environment(PyObject *self, PyObject *args) {
  PyObject *path = PySys_GetObject("path");
  PyObject *builtins = PyEval_GetBuiltins();
  PyObject *module = PyImport_AddModule("__main__");
  if (module == NULL)
    return NULL;
  PyObject *globals = PyModule_GetDict(module);
  if (path == NULL || !PyList_Check(path)) {
    PyErr_SetString(PyExc_RuntimeError, "no sys.path");
    return NULL;
  }
  return Py_BuildValue("(nnn)", PyList_GET_SIZE(path), PyObject_Size(builtins),
                       PyObject_Size(globals));
}

// Borrowed from what is itself borrowed.
static PyObject *chained(PyObject *self, PyObject *args) {
  PyObject *outer;
  if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &outer))
    return NULL;
  PyObject *inner = PyDict_GetItemString(outer, "a");
  if (inner == NULL || !PyDict_Check(inner))
    Py_RETURN_NONE;
  PyObject *value = PyDict_GetItemString(inner, "b");
  Py_XINCREF(value);
  if (value == NULL)
    PyErr_SetString(PyExc_KeyError, "b");
  return value;
}
