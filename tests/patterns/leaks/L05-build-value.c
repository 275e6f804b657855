// RUN: %check_all_hosts %s
// RUNTIME: bad=pair_bad:leak,dict_bad:leak,nested_bad:leak,list_bad:leak
//     good=pair_good,given_good,dict_good,borrowed_good args=([],)
// Pattern: L05
// "O" in a format takes a reference of its own; "N" takes the caller's.

#include <Python.h>

static PyObject *pair_bad(PyObject *self, PyObject *args) {
  PyObject *left = PyLong_FromLong(123456);
  if (left == NULL)
    return NULL;
  return Py_BuildValue("(Oi)", left, 2);
  // LEAK: 'left'
}

static PyObject *dict_bad(PyObject *self, PyObject *args) {
  PyObject *items = PyList_New(0);
  if (items == NULL)
    return NULL;
  PyObject *name = PyUnicode_FromFormat("name %d", 1);
  if (name == NULL) {
    Py_DECREF(items);
    return NULL;
  }
  return Py_BuildValue("{s:N,s:O}", "items", items, "name", name);
  // LEAK: 'name'
}

static PyObject *nested_bad(PyObject *self, PyObject *args) {
  return Py_BuildValue("(iO)", 1, PyFloat_FromDouble(0.5));
  // LEAK: 'PyFloat_FromDouble'
}

static PyObject *list_bad(PyObject *self, PyObject *args) {
  PyObject *bytes = PyBytes_FromString("some bytes");
  if (bytes == NULL)
    return NULL;
  PyObject *result = Py_BuildValue("[sSi]", "bytes", bytes, 3);
  if (result == NULL) {
    Py_DECREF(bytes);
    return NULL;
  }
  return result;
  // LEAK: 'bytes'
}

static PyObject *pair_good(PyObject *self, PyObject *args) {
  PyObject *left = PyLong_FromLong(123456);
  if (left == NULL)
    return NULL;
  PyObject *pair = Py_BuildValue("(Oi)", left, 2);
  Py_DECREF(left);
  return pair;
}

static PyObject *given_good(PyObject *self, PyObject *args) {
  PyObject *left = PyLong_FromLong(123456);
  if (left == NULL)
    return NULL;
  return Py_BuildValue("(Ni)", left, 2);
}

static PyObject *dict_good(PyObject *self, PyObject *args) {
  return Py_BuildValue("{s:N,s:N}", "items", PyList_New(0), "name",
                       PyUnicode_FromFormat("name %d", 1));
}

static PyObject *borrowed_good(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O", &list))
    return NULL;
  return Py_BuildValue("(OO)", list, Py_None);
}
