// RUN: %check_all_hosts %s
// RUNTIME: bad=is_text_bad:over good=is_text_good,is_text_short_good call=o args=('x',)
// RUNTIME: bad=is_empty_bad:over good=is_empty_good args=(1,)
// RUNTIME: bad=compare_bad:over call=slot types=BadType run=m.BadType() < 1
// RUNTIME: good=compare_good call=slot types=GoodType run=m.GoodType() < 1
// RUNTIME: bad=dots_bad:over good=dots_good
// Pattern: U03
// Before Python 3.12 True, False, NotImplemented and Ellipsis are counted.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *is_text_bad(PyObject *self, PyObject *arg) {
  if (PyUnicode_Check(arg))
    return Py_True;
  // RETURN-BORROWED: 'Py_True'
  Py_RETURN_FALSE;
}

static PyObject *is_text_good(PyObject *self, PyObject *arg) {
  if (PyUnicode_Check(arg))
    Py_RETURN_TRUE;
  Py_RETURN_FALSE;
}

static PyObject *is_text_short_good(PyObject *self, PyObject *arg) {
  return PyBool_FromLong(PyUnicode_Check(arg));
}

static PyObject *is_empty_bad(PyObject *self, PyObject *args) {
  PyObject *result = Py_False;
  Py_ssize_t length = PyTuple_Size(args);
  if (length < 0)
    return NULL;
  if (length == 0) {
    result = Py_True;
    Py_INCREF(result);
  }
  return result;
  // RETURN-BORROWED: 'result'
}

static PyObject *is_empty_good(PyObject *self, PyObject *args) {
  Py_ssize_t length = PyTuple_Size(args);
  if (length < 0)
    return NULL;
  PyObject *result = length == 0 ? Py_True : Py_False;
  Py_INCREF(result);
  return result;
}

// A type's comparison slot.
static PyObject *compare_bad(PyObject *left, PyObject *right, int op) {
  if (op != Py_EQ)
    return Py_NotImplemented;
  // RETURN-BORROWED: 'Py_NotImplemented'
  return PyBool_FromLong(left == right);
}

static PyObject *compare_good(PyObject *left, PyObject *right, int op) {
  if (op != Py_EQ)
    Py_RETURN_NOTIMPLEMENTED;
  return PyBool_FromLong(left == right);
}

static PyObject *dots_bad(PyObject *self, PyObject *args) {
  return Py_Ellipsis;
  // RETURN-BORROWED: 'Py_Ellipsis'
}

static PyObject *dots_good(PyObject *self, PyObject *args) {
  Py_INCREF(Py_Ellipsis);
  return Py_Ellipsis;
}

PyTypeObject BadType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Bad",
    .tp_basicsize = sizeof(PyObject),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_richcompare = compare_bad,
    .tp_new = PyType_GenericNew,
};

PyTypeObject GoodType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(PyObject),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_richcompare = compare_good,
    .tp_new = PyType_GenericNew,
};
