// RUN: %check_all_hosts %s
// RUNTIME: good=class_good,name_good run=f(m.Record(1), ())
// RUNTIME: bad=class_bad:over run=f(m.Record(1), ())
// RUNTIME: bad=class_leak:leak run=f(m.Record(1), ())
// PYTHON-VERSION: 3.11
// Pattern: U02
// The type of an object is one object, however often it is asked for.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *class_good(PyObject *self, PyObject *args) {
  Py_INCREF(Py_TYPE(self));
  return (PyObject *)Py_TYPE(self);
}

static PyObject *class_bad(PyObject *self, PyObject *args) {
  return (PyObject *)Py_TYPE(self);
  // RETURN-BORROWED: borrowed reference to 'Py_TYPE(self)'
}

static PyObject *class_leak(PyObject *self, PyObject *args) {
  Py_INCREF(Py_TYPE(self));
  return PyUnicode_FromString(Py_TYPE(self)->tp_name);
  // LEAK: 'Py_TYPE(self)'
}

static PyObject *name_good(PyObject *self, PyObject *args) {
  PyTypeObject *type = Py_TYPE(self);
  Py_INCREF(type);
  PyObject *name = PyUnicode_FromString(type->tp_name);
  Py_DECREF(Py_TYPE(self));
  return name;
}
