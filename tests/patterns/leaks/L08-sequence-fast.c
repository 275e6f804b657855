// RUN: %check_all_hosts %s
// RUNTIME: bad=size_bad:leak,error_bad:leak good=size_good,error_good args=([1.5, None],)
// RUNTIME: good=size_good,error_good args=((1, 2),)
// RUNTIME: good=size_good,error_good args=(1,)
// Pattern: L08
// PySequence_Fast returns a new reference; PySequence_Fast_GET_ITEM lends items
// of it.

#include <Python.h>

static PyObject *size_bad(PyObject *self, PyObject *args) {
  PyObject *fast =
      PySequence_Fast(PyTuple_GET_ITEM(args, 0), "expected a sequence");
  if (fast == NULL)
    return NULL;
  return PyLong_FromSsize_t(PySequence_Fast_GET_SIZE(fast));
  // LEAK: 'fast'
}

static PyObject *error_bad(PyObject *self, PyObject *args) {
  PyObject *fast =
      PySequence_Fast(PyTuple_GET_ITEM(args, 0), "expected a sequence");
  if (fast == NULL)
    return NULL;
  double sum = 0;
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast); i++) {
    PyObject *item = PySequence_Fast_GET_ITEM(fast, i);
    double value = PyFloat_AsDouble(item);
    if (value == -1.0 && PyErr_Occurred())
      return NULL;
    // LEAK: 'fast'
    sum += value;
  }
  Py_DECREF(fast);
  return PyFloat_FromDouble(sum);
}

static PyObject *size_good(PyObject *self, PyObject *args) {
  PyObject *fast =
      PySequence_Fast(PyTuple_GET_ITEM(args, 0), "expected a sequence");
  if (fast == NULL)
    return NULL;
  Py_ssize_t size = PySequence_Fast_GET_SIZE(fast);
  Py_DECREF(fast);
  return PyLong_FromSsize_t(size);
}

static PyObject *error_good(PyObject *self, PyObject *args) {
  PyObject *fast =
      PySequence_Fast(PyTuple_GET_ITEM(args, 0), "expected a sequence");
  if (fast == NULL)
    return NULL;
  double sum = 0;
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast); i++) {
    PyObject *item = PySequence_Fast_GET_ITEM(fast, i);
    double value = PyFloat_AsDouble(item);
    if (value == -1.0 && PyErr_Occurred()) {
      Py_DECREF(fast);
      return NULL;
    }
    sum += value;
  }
  Py_DECREF(fast);
  return PyFloat_FromDouble(sum);
}
