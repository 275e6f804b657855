// RUN: %check_all_hosts %s
// RUNTIME: bad=lookup_bad:over good=lookup_good args=({'k': object()}, 'k')
// RUNTIME: bad=option_bad:over good=option_good args=({'option': object()},)
// RUNTIME: bad=count_bad:over good=count_good args=({'k': object()},)
// RUNTIME: bad=append_bad:over good=append_good args=({}, 'k', 1)
// Pattern: U01
// The value found in a dict is borrowed from the dict: PyDict_GetItem,
// PyDict_GetItemString, PyDict_GetItemWithError, PyDict_SetDefault,
// PyDict_Next.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *lookup_bad(PyObject *self, PyObject *args) {
  PyObject *dict, *key;
  if (!PyArg_ParseTuple(args, "O!O", &PyDict_Type, &dict, &key))
    return NULL;
  PyObject *value = PyDict_GetItemWithError(dict, key);
  if (value == NULL) {
    if (!PyErr_Occurred())
      PyErr_SetObject(PyExc_KeyError, key);
    return NULL;
  }
  PyObject *text = PyObject_Str(value);
  Py_DECREF(value);
  // OVERRELEASE: ... 'value'
  return text;
}

static PyObject *lookup_good(PyObject *self, PyObject *args) {
  PyObject *dict, *key;
  if (!PyArg_ParseTuple(args, "O!O", &PyDict_Type, &dict, &key))
    return NULL;
  PyObject *value = PyDict_GetItemWithError(dict, key);
  if (value == NULL) {
    if (!PyErr_Occurred())
      PyErr_SetObject(PyExc_KeyError, key);
    return NULL;
  }
  return PyObject_Str(value);
}

// PyDict_GetItemString borrows, PyMapping_GetItemString does not.
static PyObject *option_bad(PyObject *self, PyObject *args) {
  PyObject *dict;
  if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &dict))
    return NULL;
  PyObject *option = PyDict_GetItemString(dict, "option");
  int set = option != NULL && option != Py_None;
  Py_XDECREF(option);
  // OVERRELEASE: ... 'option'
  return PyBool_FromLong(set);
}

static PyObject *option_good(PyObject *self, PyObject *args) {
  PyObject *dict;
  if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &dict))
    return NULL;
  PyObject *option = PyMapping_GetItemString(dict, "option");
  if (option == NULL)
    return NULL;
  int set = option != Py_None;
  Py_DECREF(option);
  return PyBool_FromLong(set);
}

static PyObject *count_bad(PyObject *self, PyObject *args) {
  PyObject *dict, *key, *value;
  if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &dict))
    return NULL;
  Py_ssize_t position = 0;
  long count = 0;
  while (PyDict_Next(dict, &position, &key, &value)) {
    if (value != Py_None)
      count++;
    Py_DECREF(value);
    // OVERRELEASE: ... 'value'
  }
  return PyLong_FromLong(count);
}

static PyObject *count_good(PyObject *self, PyObject *args) {
  PyObject *dict, *key, *value;
  if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &dict))
    return NULL;
  Py_ssize_t position = 0;
  long count = 0;
  while (PyDict_Next(dict, &position, &key, &value)) {
    if (value != Py_None)
      count++;
  }
  return PyLong_FromLong(count);
}

// PyDict_SetDefault keeps a reference to the default and lends the value.
static PyObject *append_bad(PyObject *self, PyObject *args) {
  PyObject *dict, *key, *item;
  if (!PyArg_ParseTuple(args, "O!OO", &PyDict_Type, &dict, &key, &item))
    return NULL;
  PyObject *fresh = PyList_New(0);
  if (fresh == NULL)
    return NULL;
  PyObject *list = PyDict_SetDefault(dict, key, fresh);
  Py_DECREF(fresh);
  if (list == NULL)
    return NULL;
  int failed = PyList_Append(list, item) < 0;
  Py_DECREF(list);
  // OVERRELEASE: ... 'list'
  if (failed)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *append_good(PyObject *self, PyObject *args) {
  PyObject *dict, *key, *item;
  if (!PyArg_ParseTuple(args, "O!OO", &PyDict_Type, &dict, &key, &item))
    return NULL;
  PyObject *fresh = PyList_New(0);
  if (fresh == NULL)
    return NULL;
  PyObject *list = PyDict_SetDefault(dict, key, fresh);
  Py_DECREF(fresh);
  if (list == NULL)
    return NULL;
  if (PyList_Append(list, item) < 0)
    return NULL;
  Py_RETURN_NONE;
}
