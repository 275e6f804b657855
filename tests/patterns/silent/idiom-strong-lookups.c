// RUN: %check_all_hosts %s
// RUNTIME: good=lookup args=({'k': object()}, 'k')
// RUNTIME: good=lookup args=({}, 'k')
// RUNTIME: good=lookup args=({}, [])
// RUNTIME: good=attribute args=(3, 'real')
// RUNTIME: good=attribute args=(3, 'missing')
// RUNTIME: good=item args=([object()],)
// RUNTIME: good=item args=([],)
// Pattern: idiom
// The newer functions with a three-way result and a new reference in an
// out-parameter.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "../../Inputs/newer-api.h"

static PyObject *lookup(PyObject *self, PyObject *args) {
  PyObject *dict, *key, *value;
  if (!PyArg_ParseTuple(args, "O!O", &PyDict_Type, &dict, &key))
    return NULL;
  int found = PyDict_GetItemRef(dict, key, &value);
  if (found < 0)
    return NULL;
  if (found == 0)
    Py_RETURN_NONE;
  return value;
}

static PyObject *attribute(PyObject *self, PyObject *args) {
  PyObject *object, *name, *value;
  if (!PyArg_ParseTuple(args, "OO", &object, &name))
    return NULL;
  if (PyObject_GetOptionalAttr(object, name, &value) < 0)
    return NULL;
  if (value == NULL)
    return PyUnicode_FromString("nothing");
  PyObject *text = PyObject_Repr(value);
  Py_DECREF(value);
  return text;
}

static PyObject *item(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list))
    return NULL;
  PyObject *first = PyList_GetItemRef(list, 0);
  if (first == NULL) {
    PyErr_Clear();
    Py_RETURN_NONE;
  }
  return first;
}
