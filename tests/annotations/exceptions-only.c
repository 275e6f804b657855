// RUN: %check_all_hosts %s
// An annotation that speaks of exceptions alone leaves the references to what
// the body shows.

#include <Python.h>

#define PYREF(text) __attribute__((annotate("pyrefcheck:" text)))

PYREF("fails(negative)") static int consume(PyObject *value) {
  int result = PyObject_IsTrue(value);
  Py_DECREF(value);
  return result;
}

PYREF("sets-exception") static PyObject *look(PyObject *dict) {
  PyErr_Clear();
  return PyDict_GetItemString(dict, "x");
}

PYREF("no-return") static void die(PyObject *value) {
  PyErr_SetNone(value);
  Py_FatalError("dead");
}

static PyObject *consume_good(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value || consume(value) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *consume_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value || consume(value) < 0)
    return NULL;
  return value;
  // USE-AFTER-RELEASE: 'value'
}

static PyObject *look_bad(PyObject *self, PyObject *args) {
  return look(args);
  // RETURN-BORROWED: 'look(args)'
}

static PyObject *die_good(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value)
    return NULL;
  if (PyList_Append(value, args) < 0)
    die(value);
  return value;
}
