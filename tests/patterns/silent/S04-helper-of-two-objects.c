// RUN: %check_all_hosts %s
// RUNTIME: good=lookup args=({'k': object()}, 'k')
// RUNTIME: good=lookup args=({}, 'k')
// RUNTIME: good=total args=(1.5, 2.5)
// RUNTIME: good=total args=(1.5, 'x')
// Pattern: S04
// Two objects in, one object out, but neither a method nor a slot: such a
// helper may lend its result or consume an argument.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// Borrowed from the dict.
static PyObject *find(PyObject *dict, PyObject *key) {
  PyObject *value = PyDict_GetItemWithError(dict, key);
  if (value == NULL && !PyErr_Occurred())
    PyErr_SetObject(PyExc_KeyError, key);
  return value;
}

static PyObject *lookup(PyObject *self, PyObject *args) {
  PyObject *dict, *key;
  if (!PyArg_ParseTuple(args, "O!O", &PyDict_Type, &dict, &key))
    return NULL;
  PyObject *value = find(dict, key);
  if (value == NULL)
    return NULL;
  Py_INCREF(value);
  return value;
}

// Consumes the first argument: sum = add(sum, item).
static PyObject *add(PyObject *sum, PyObject *item) {
  PyObject *result = PyNumber_Add(sum, item);
  Py_DECREF(sum);
  return result;
}

static PyObject *total(PyObject *self, PyObject *args) {
  PyObject *sum = PyLong_FromLong(0);
  for (Py_ssize_t i = 0; sum != NULL && i < PyTuple_GET_SIZE(args); i++)
    sum = add(sum, PyTuple_GET_ITEM(args, i));
  return sum;
}
