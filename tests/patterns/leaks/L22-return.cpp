// RUN: %check_all_hosts %s
// RUNTIME: bad=early_bad:leak,scope_bad:leak good=early_good,scope_good args=('',)
// RUNTIME: good=early_bad,early_good args=(1.5,)
// Pattern: L22
// C++: a return past a raw pointer that owns a reference.

#include <Python.h>

namespace {

PyObject *early_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == nullptr)
    return nullptr;
  PyObject *item = PyTuple_GET_ITEM(args, 0);
  if (!PyFloat_Check(item)) {
    PyErr_SetString(PyExc_TypeError, "a float is required");
    return nullptr;
    // LEAK: 'list'
  }
  if (PyList_Append(list, item) < 0) {
    Py_DECREF(list);
    return nullptr;
  }
  return list;
}

PyObject *scope_bad(PyObject *self, PyObject *args) {
  if (PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0))) {
    auto length = PyUnicode_GetLength(text);
    return PyLong_FromSsize_t(length);
    // LEAK: 'text'
  }
  return nullptr;
}

PyObject *early_good(PyObject *self, PyObject *args) {
  PyObject *item = PyTuple_GET_ITEM(args, 0);
  if (!PyFloat_Check(item)) {
    PyErr_SetString(PyExc_TypeError, "a float is required");
    return nullptr;
  }
  PyObject *list = PyList_New(0);
  if (list == nullptr)
    return nullptr;
  if (PyList_Append(list, item) < 0) {
    Py_DECREF(list);
    return nullptr;
  }
  return list;
}

PyObject *scope_good(PyObject *self, PyObject *args) {
  if (PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0))) {
    auto length = PyUnicode_GetLength(text);
    Py_DECREF(text);
    return PyLong_FromSsize_t(length);
  }
  return nullptr;
}

} // namespace

PyMethodDef methods[] = {{"early_bad", early_bad, METH_VARARGS, nullptr},
                         {"scope_bad", scope_bad, METH_VARARGS, nullptr},
                         {"early_good", early_good, METH_VARARGS, nullptr},
                         {"scope_good", scope_good, METH_VARARGS, nullptr},
                         {nullptr, nullptr, 0, nullptr}};
