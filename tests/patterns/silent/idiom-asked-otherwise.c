// RUN: %check_all_hosts %s
// RUNTIME: good=no_exception,appended,number,filled,empty_arguments args=([1, 2], 2)
// RUNTIME: bad=exception_too_late:crash fail=PyFloat_FromDouble args=([], 1)
// RUNTIME: bad=append_ignored:crash fail=PyUnicode_FromString args=([], 1)
// RUNTIME: bad=filled_untested:crash fail=PyTuple_New args=([], 1)
// Pattern: U23
// That a result is not NULL can be found out by other means than a test of it: no
// exception is set, a call that fails for NULL has succeeded, the container was made
// without items.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *no_exception(PyObject *self, PyObject *args) {
  PyObject *number = PyFloat_FromDouble(0.5);
  if (PyErr_Occurred())
    return NULL;
  Py_INCREF(number);
  Py_DECREF(number);
  return number;
}

static PyObject *exception_too_late(PyObject *self, PyObject *args) {
  PyObject *number = PyFloat_FromDouble(0.5);
  Py_INCREF(number);
  // NULL-RESULT: ^'number' may be NULL here
  Py_DECREF(number);
  if (PyErr_Occurred()) {
    Py_DECREF(number);
    return NULL;
  }
  return number;
}

static PyObject *appended(PyObject *self, PyObject *args) {
  PyObject *text = PyUnicode_FromString("text");
  if (PyList_Append(PyTuple_GET_ITEM(args, 0), text) < 0) {
    Py_XDECREF(text);
    return NULL;
  }
  Py_DECREF(text);
  Py_RETURN_NONE;
}

static PyObject *append_ignored(PyObject *self, PyObject *args) {
  PyObject *text = PyUnicode_FromString("text");
  PyList_Append(PyTuple_GET_ITEM(args, 0), text);
  Py_DECREF(text);
  // NULL-RESULT: ^'text' may be NULL here
  Py_RETURN_NONE;
}

static PyObject *number(PyObject *self, PyObject *args) {
  PyObject *item = PySequence_GetItem(args, 1);
  if (!PyNumber_Check(item)) {
    Py_XDECREF(item);
    return NULL;
  }
  Py_ssize_t size = (Py_ssize_t)Py_REFCNT(item);
  Py_DECREF(item);
  return PyLong_FromSsize_t(size);
}

// Each item needs the tuple; where there are none, it is a static one.
static PyObject *filled(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyLong_AsSsize_t(PyTuple_GET_ITEM(args, 1));
  PyObject *tuple = PyTuple_New(size);
  for (Py_ssize_t i = 0; i < size; ++i) {
    if (tuple == NULL)
      return NULL;
    PyTuple_SET_ITEM(tuple, i, Py_NewRef(Py_None));
  }
  Py_DECREF(tuple);
  Py_RETURN_NONE;
}

static PyObject *filled_untested(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyLong_AsSsize_t(PyTuple_GET_ITEM(args, 1));
  PyObject *tuple = PyTuple_New(size);
  if (size > 3)
    size = 3;
  Py_DECREF(tuple);
  // NULL-RESULT: ^'tuple' may be NULL here
  return PyLong_FromSsize_t(size);
}

static PyObject *empty_arguments(PyObject *self, PyObject *args) {
  PyObject *empty = Py_BuildValue("()");
  PyObject *result = PyObject_Call((PyObject *)&PyList_Type, empty, NULL);
  Py_DECREF(empty);
  return result;
}
