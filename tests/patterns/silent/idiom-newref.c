// RUN: %check_all_hosts %s
// RUNTIME: good=first,maybe,keep,both args=(object(), 'x')
// RUNTIME: good=maybe args=()
// Pattern: idiom
// Py_NewRef and Py_XNewRef return the object that they were given, with one
// more reference.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *first(PyObject *self, PyObject *args) {
  return Py_NewRef(PyTuple_GET_ITEM(args, 0));
}

static PyObject *maybe(PyObject *self, PyObject *args) {
  PyObject *value = NULL;
  if (!PyArg_ParseTuple(args, "|OO", &value, &value))
    return NULL;
  PyObject *copy = Py_XNewRef(value);
  if (copy == NULL)
    Py_RETURN_NONE;
  PyObject *text = PyObject_Repr(copy);
  Py_DECREF(copy);
  return text;
}

static PyObject *kept;

static PyObject *keep(PyObject *self, PyObject *args) {
  PyObject *old = kept;
  kept = Py_NewRef(args);
  Py_XDECREF(old);
  return Py_NewRef(kept);
}

static PyObject *both(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(2);
  if (list == NULL)
    return NULL;
  PyList_SET_ITEM(list, 0, Py_NewRef(args));
  PyList_SET_ITEM(list, 1, Py_NewRef(Py_None));
  PyObject *alias = Py_NewRef(list);
  Py_ssize_t size = PyList_GET_SIZE(alias);
  Py_DECREF(list);
  if (size != 2) {
    Py_DECREF(alias);
    Py_RETURN_NONE;
  }
  return alias;
}
