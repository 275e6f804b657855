// RUN: %check_all_hosts %s
// XFAIL: *
// RUNTIME: bad=guarded_bad:leak good=guarded_good args=('',)
// RUNTIME: good=guarded_bad,guarded_good args=(1.5,)
// Pattern: L22
// C++: a throw past a raw pointer that owns a reference.

#include <Python.h>

namespace {

struct NotAFloat {};

PyObject *throw_bad(PyObject *object) {
  PyObject *list = PyList_New(0);
  if (list == nullptr)
    return nullptr;
  if (!PyFloat_Check(object))
    throw NotAFloat();
  // LEAK: 'list'
  if (PyList_Append(list, object) < 0)
    Py_CLEAR(list);
  return list;
}

PyObject *throw_good(PyObject *object) {
  if (!PyFloat_Check(object))
    throw NotAFloat();
  PyObject *list = PyList_New(0);
  if (list == nullptr)
    return nullptr;
  if (PyList_Append(list, object) < 0)
    Py_CLEAR(list);
  return list;
}

PyObject *guarded_bad(PyObject *self, PyObject *args) {
  try {
    return throw_bad(PyTuple_GET_ITEM(args, 0));
  } catch (const NotAFloat &) {
    PyErr_SetString(PyExc_TypeError, "a float is required");
    return nullptr;
  }
}

PyObject *guarded_good(PyObject *self, PyObject *args) {
  try {
    return throw_good(PyTuple_GET_ITEM(args, 0));
  } catch (const NotAFloat &) {
    PyErr_SetString(PyExc_TypeError, "a float is required");
    return nullptr;
  }
}

} // namespace

PyMethodDef methods[] = {{"guarded_bad", guarded_bad, METH_VARARGS, nullptr},
                         {"guarded_good", guarded_good, METH_VARARGS, nullptr},
                         {nullptr, nullptr, 0, nullptr}};
