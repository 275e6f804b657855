// RUN: %check_all_hosts %s
// RUNTIME: bad=list_bad:over good=list_good,sequence_good args=([], object())
// RUNTIME: bad=tuple_bad:over good=tuple_good
// RUNTIME: bad=numbers_bad:over good=numbers_good
// Pattern: U07
// PyList_SetItem and PyTuple_SetItem take over the item in every outcome: when
// they fail, they have released it already.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *list_bad(PyObject *self, PyObject *args) {
  PyObject *list, *key;
  if (!PyArg_ParseTuple(args, "O!O", &PyList_Type, &list, &key))
    return NULL;
  PyObject *text = PyObject_Repr(key);
  if (text == NULL)
    return NULL;
  if (PyList_SetItem(list, 0, text) < 0) {
    Py_DECREF(text);
    // OVERRELEASE: ... 'text'
    return NULL;
  }
  Py_RETURN_NONE;
}

static PyObject *list_good(PyObject *self, PyObject *args) {
  PyObject *list, *key;
  if (!PyArg_ParseTuple(args, "O!O", &PyList_Type, &list, &key))
    return NULL;
  PyObject *text = PyObject_Repr(key);
  if (text == NULL)
    return NULL;
  if (PyList_SetItem(list, 0, text) < 0)
    return NULL;
  Py_RETURN_NONE;
}

// PySequence_SetItem does not steal: here both releases are right.
static PyObject *sequence_good(PyObject *self, PyObject *args) {
  PyObject *list, *key;
  if (!PyArg_ParseTuple(args, "OO", &list, &key))
    return NULL;
  PyObject *text = PyObject_Repr(key);
  if (text == NULL)
    return NULL;
  if (PySequence_SetItem(list, 0, text) < 0) {
    Py_DECREF(text);
    return NULL;
  }
  Py_DECREF(text);
  Py_RETURN_NONE;
}

static PyObject *tuple_bad(PyObject *self, PyObject *args) {
  PyObject *result = NULL, *text = NULL;
  result = PyTuple_New(1);
  if (result == NULL)
    goto error;
  text = PyObject_Repr(args);
  if (text == NULL)
    goto error;
  if (PyTuple_SetItem(result, 1, text) < 0)
    goto error;
  return result;
error:
  Py_XDECREF(text);
  // OVERRELEASE: ... 'text'
  Py_XDECREF(result);
  return NULL;
}

static PyObject *tuple_good(PyObject *self, PyObject *args) {
  PyObject *result = NULL, *text = NULL;
  result = PyTuple_New(1);
  if (result == NULL)
    goto error;
  text = PyObject_Repr(args);
  if (text == NULL)
    goto error;
  if (PyTuple_SetItem(result, 1, text) < 0)
    goto error;
  return result;
error:
  Py_XDECREF(result);
  return NULL;
}

// In a loop, with the result compared to zero in another way.
static PyObject *numbers_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(2);
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < 3; i++) {
    PyObject *number = PyFloat_FromDouble((double)i);
    if (number == NULL || PyList_SetItem(list, i, number)) {
      Py_XDECREF(number);
      // OVERRELEASE: ... 'number'
      Py_DECREF(list);
      return NULL;
    }
  }
  return list;
}

static PyObject *numbers_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(2);
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < 3; i++) {
    PyObject *number = PyFloat_FromDouble((double)i);
    if (number == NULL || PyList_SetItem(list, i, number)) {
      Py_DECREF(list);
      return NULL;
    }
  }
  return list;
}
