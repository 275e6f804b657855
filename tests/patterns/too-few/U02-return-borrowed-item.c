// RUN: %check_all_hosts %s
// RUNTIME: bad=first_bad:over good=first_good args=([object()],)
// RUNTIME: bad=nested_bad:over good=nested_good args=(object(),)
// RUNTIME: bad=either_bad:over good=either_good args=({'k': object()}, 'k')
// RUNTIME: bad=find_bad:over good=find_good args=([object()], object())
// Pattern: U02
// A method hands its caller a new reference; an item borrowed from a container
// is not one.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *first_bad(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list))
    return NULL;
  PyObject *item = PyList_GetItem(list, 0);
  return item;
  // RETURN-BORROWED: 'item'
}

static PyObject *first_good(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list))
    return NULL;
  PyObject *item = PyList_GetItem(list, 0);
  Py_XINCREF(item);
  return item;
}

static PyObject *nested_bad(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0);
  // RETURN-BORROWED: 'PyTuple_GetItem(args, 0)'
}

static PyObject *nested_good(PyObject *self, PyObject *args) {
  return PySequence_GetItem(args, 0);
}

// New on one way to the `return`, borrowed on the other.
static PyObject *either_bad(PyObject *self, PyObject *args) {
  PyObject *mapping, *key, *value;
  if (!PyArg_ParseTuple(args, "OO", &mapping, &key))
    return NULL;
  if (PyDict_CheckExact(mapping)) {
    value = PyDict_GetItemWithError(mapping, key);
    if (value == NULL && !PyErr_Occurred())
      PyErr_SetObject(PyExc_KeyError, key);
  } else
    value = PyObject_GetItem(mapping, key);
  return value;
  // RETURN-BORROWED: 'value'
}

static PyObject *either_good(PyObject *self, PyObject *args) {
  PyObject *mapping, *key, *value;
  if (!PyArg_ParseTuple(args, "OO", &mapping, &key))
    return NULL;
  if (PyDict_CheckExact(mapping)) {
    value = PyDict_GetItemWithError(mapping, key);
    if (value != NULL)
      Py_INCREF(value);
    else if (!PyErr_Occurred())
      PyErr_SetObject(PyExc_KeyError, key);
  } else
    value = PyObject_GetItem(mapping, key);
  return value;
}

// The search succeeds in the middle of a loop.
static PyObject *find_bad(PyObject *self, PyObject *args) {
  PyObject *list, *wanted;
  if (!PyArg_ParseTuple(args, "O!O", &PyList_Type, &list, &wanted))
    return NULL;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    PyObject *item = PyList_GET_ITEM(list, i);
    if (Py_TYPE(item) == Py_TYPE(wanted))
      return item;
    // RETURN-BORROWED: 'item'
  }
  Py_RETURN_NONE;
}

static PyObject *find_good(PyObject *self, PyObject *args) {
  PyObject *list, *wanted;
  if (!PyArg_ParseTuple(args, "O!O", &PyList_Type, &list, &wanted))
    return NULL;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    PyObject *item = PyList_GET_ITEM(list, i);
    if (Py_TYPE(item) == Py_TYPE(wanted))
      return Py_NewRef(item);
  }
  Py_RETURN_NONE;
}
