// RUN: %check_all_hosts %s
// XFAIL: *
// RUNTIME: bad=catch_bad:leak good=catch_good args=('',)
// RUNTIME: good=catch_bad,catch_good args=(1.5,)
// Pattern: L22
// C++: a handler returns without releasing what the try block's function owns.

#include <Python.h>

namespace {

struct NotAFloat {};

double value_of(PyObject *object) {
  if (!PyFloat_Check(object))
    throw NotAFloat();
  return PyFloat_AS_DOUBLE(object);
}

PyObject *catch_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == nullptr)
    return nullptr;
  try {
    PyObject *value = PyFloat_FromDouble(value_of(PyTuple_GET_ITEM(args, 0)));
    if (value == nullptr || PyList_Append(list, value) < 0)
      Py_CLEAR(list);
    Py_XDECREF(value);
    return list;
  } catch (const NotAFloat &) {
    PyErr_SetString(PyExc_TypeError, "a float is required");
    return nullptr;
    // LEAK: 'list'
  }
}

PyObject *catch_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == nullptr)
    return nullptr;
  try {
    PyObject *value = PyFloat_FromDouble(value_of(PyTuple_GET_ITEM(args, 0)));
    if (value == nullptr || PyList_Append(list, value) < 0)
      Py_CLEAR(list);
    Py_XDECREF(value);
    return list;
  } catch (const NotAFloat &) {
    Py_DECREF(list);
    PyErr_SetString(PyExc_TypeError, "a float is required");
    return nullptr;
  }
}

} // namespace

PyMethodDef methods[] = {{"catch_bad", catch_bad, METH_VARARGS, nullptr},
                         {"catch_good", catch_good, METH_VARARGS, nullptr},
                         {nullptr, nullptr, 0, nullptr}};
