// RUN: %check_all_hosts %s
// RUNTIME: bad=encoding_bad:over good=encoding_good
// RUNTIME: bad=modules_bad:over good=modules_good
// RUNTIME: bad=kind_bad:over good=kind_good call=o args=(object(),)
// RUNTIME: bad=flavour_bad:over good=flavour_good
// Pattern: U02
// A static variable or the interpreter owns the object; the caller of a method
// needs a reference of its own.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *default_encoding;

static PyObject *encoding_bad(PyObject *self, PyObject *args) {
  if (default_encoding == NULL) {
    default_encoding = PyUnicode_FromString("utf-8");
    if (default_encoding == NULL)
      return NULL;
  }
  return default_encoding;
  // RETURN-BORROWED: 'default_encoding'
}

static PyObject *encoding_good(PyObject *self, PyObject *args) {
  if (default_encoding == NULL) {
    default_encoding = PyUnicode_FromString("utf-8");
    if (default_encoding == NULL)
      return NULL;
  }
  Py_INCREF(default_encoding);
  return default_encoding;
}

static PyObject *modules_bad(PyObject *self, PyObject *args) {
  PyObject *modules = PyImport_GetModuleDict();
  return modules;
  // RETURN-BORROWED: 'modules'
}

static PyObject *modules_good(PyObject *self, PyObject *args) {
  PyObject *modules = PyImport_GetModuleDict();
  Py_XINCREF(modules);
  return modules;
}

// Py_TYPE lends the type of its argument.
static PyObject *kind_bad(PyObject *self, PyObject *arg) {
  return (PyObject *)Py_TYPE(arg);
  // RETURN-BORROWED: 'Py_TYPE(arg)'
}

static PyObject *kind_good(PyObject *self, PyObject *arg) {
  PyTypeObject *type = Py_TYPE(arg);
  Py_INCREF(type);
  return (PyObject *)type;
}

// A static type is not a new reference either.
static PyObject *flavour_bad(PyObject *self, PyObject *args) {
  return (PyObject *)&PyLong_Type;
  // RETURN-BORROWED: 'PyLong_Type'
}

static PyObject *flavour_good(PyObject *self, PyObject *args) {
  return Py_NewRef((PyObject *)&PyLong_Type);
}
