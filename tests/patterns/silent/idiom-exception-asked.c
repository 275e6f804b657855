// RUN: %check_all_hosts %s
// Pattern: S06
// Whether an exception is set follows from the calls before.

#include <Python.h>

PyObject *call_hook(PyObject *hook);

// The call that has just failed gave nothing.
static PyObject *run_bad(PyObject *self, PyObject *hook) {
  PyObject *result = call_hook(hook);
  if (PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(PyObject_IsTrue(result));
  // LEAK: 'result'
}

static PyObject *run_good(PyObject *self, PyObject *hook) {
  PyObject *result = call_hook(hook);
  if (PyErr_Occurred())
    return NULL;
  long truth = PyObject_IsTrue(result);
  Py_DECREF(result);
  return PyLong_FromLong(truth);
}

// An item is there: the iterator has not failed.
static PyObject *sum_good(PyObject *self, PyObject *iterator) {
  PyObject *item = PyIter_Next(iterator);
  if (item == NULL)
    return NULL;
  if (PyErr_Occurred())
    return NULL;
  PyObject *text = PyObject_Str(item);
  Py_DECREF(item);
  return text;
}

// It was set on purpose.
static PyObject *refuse_good(PyObject *self, PyObject *o) {
  PyObject *text = PyObject_Str(o);
  if (text == NULL)
    return NULL;
  if (PyUnicode_GET_LENGTH(text) == 0)
    PyErr_SetString(PyExc_ValueError, "empty");
  if (PyErr_Occurred()) {
    Py_DECREF(text);
    return NULL;
  }
  return text;
}

static PyObject *refuse_bad(PyObject *self, PyObject *o) {
  PyObject *text = PyObject_Str(o);
  if (text == NULL)
    return NULL;
  if (PyUnicode_GET_LENGTH(text) == 0)
    PyErr_SetString(PyExc_ValueError, "empty");
  if (PyErr_Occurred())
    return NULL;
  // LEAK: 'text'
  return text;
}

// -1 is an error only with an exception.
static PyObject *number_good(PyObject *self, PyObject *o) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  long number = PyLong_AsLong(o);
  if (number == -1 && PyErr_Occurred()) {
    Py_DECREF(list);
    return NULL;
  }
  return list;
}

static PyMethodDef methods[] = {
    {"run_bad", run_bad, METH_O},       {"run_good", run_good, METH_O},
    {"sum_good", sum_good, METH_O},     {"refuse_good", refuse_good, METH_O},
    {"refuse_bad", refuse_bad, METH_O}, {"number_good", number_good, METH_O},
    {NULL}};
PyMethodDef *methods_of_module(void) { return methods; }
