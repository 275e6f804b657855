// RUN: %check_all_hosts %s
// RUNTIME: bad=length_bad:leak,truth_bad:leak,convert_bad:leak
//     good=length_good,truth_good,convert_good args=(1.5,)
// RUNTIME: good=length_good,truth_good,convert_good args=('',)
// RUNTIME: bad=compare_bad:leak good=compare_good args=([1, 2],)
// Pattern: L04
// A question asked of a new reference that nobody keeps.

#include <Python.h>

static PyObject *length_bad(PyObject *self, PyObject *args) {
  return PyLong_FromSsize_t(
      PyObject_Size(PyObject_Str(PyTuple_GET_ITEM(args, 0))));
  // LEAK: 'PyObject_Str'
}

static PyObject *truth_bad(PyObject *self, PyObject *args) {
  int truth = PyObject_IsTrue(
      PyObject_GetAttrString(PyTuple_GET_ITEM(args, 0), "real"));
  // LEAK: 'PyObject_GetAttrString'
  if (truth < 0)
    return NULL;
  return PyBool_FromLong(truth);
}

static PyObject *convert_bad(PyObject *self, PyObject *args) {
  double value = PyFloat_AsDouble(PyNumber_Float(PyTuple_GET_ITEM(args, 0)));
  // LEAK: 'PyNumber_Float'
  if (value == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(value);
}

static PyObject *compare_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  if (PyObject_RichCompareBool(list, PySequence_List(list), Py_EQ) != 1)
    // LEAK: 'PySequence_List'
    Py_RETURN_FALSE;
  Py_RETURN_TRUE;
}

static PyObject *length_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Str(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  Py_ssize_t size = PyObject_Size(text);
  Py_DECREF(text);
  return PyLong_FromSsize_t(size);
}

static PyObject *truth_good(PyObject *self, PyObject *args) {
  PyObject *real = PyObject_GetAttrString(PyTuple_GET_ITEM(args, 0), "real");
  if (real == NULL)
    return NULL;
  int truth = PyObject_IsTrue(real);
  Py_DECREF(real);
  if (truth < 0)
    return NULL;
  return PyBool_FromLong(truth);
}

static PyObject *convert_good(PyObject *self, PyObject *args) {
  PyObject *number = PyNumber_Float(PyTuple_GET_ITEM(args, 0));
  if (number == NULL)
    return NULL;
  double value = PyFloat_AS_DOUBLE(number);
  Py_DECREF(number);
  return PyFloat_FromDouble(value);
}

static PyObject *compare_good(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  PyObject *copy = PySequence_List(list);
  if (copy == NULL)
    return NULL;
  int equal = PyObject_RichCompareBool(list, copy, Py_EQ);
  Py_DECREF(copy);
  if (equal < 0)
    return NULL;
  return PyBool_FromLong(equal);
}
