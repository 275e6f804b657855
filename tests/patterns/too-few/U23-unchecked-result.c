// RUN: %check_all_hosts %s
// RUNTIME: bad=unchecked_bad:crash good=unchecked_good call=o args=(3,)
// RUNTIME: bad=fill_bad:crash good=fill_good call=o fail=PyTuple_New args=(3,)
// RUNTIME: bad=incref_bad:crash good=incref_good args=({},)
// Pattern: U23
// The result of a call goes to a macro that does not test for NULL before
// anything else tested it.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *unchecked_bad(PyObject *self, PyObject *arg) {
  PyObject *tuple = PySequence_Tuple(arg);
  Py_ssize_t size = PyTuple_GET_SIZE(tuple);
  // NULL-RESULT: 'tuple'
  Py_DECREF(tuple);
  return PyLong_FromSsize_t(size);
}

static PyObject *unchecked_good(PyObject *self, PyObject *arg) {
  PyObject *tuple = PySequence_Tuple(arg);
  if (tuple == NULL)
    return NULL;
  Py_ssize_t size = PyTuple_GET_SIZE(tuple);
  Py_DECREF(tuple);
  return PyLong_FromSsize_t(size);
}

static PyObject *fill_bad(PyObject *self, PyObject *arg) {
  PyObject *tuple = PyTuple_New(1);
  Py_INCREF(arg);
  PyTuple_SET_ITEM(tuple, 0, arg);
  // NULL-RESULT: 'tuple'
  return tuple;
}

static PyObject *fill_good(PyObject *self, PyObject *arg) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  Py_INCREF(arg);
  PyTuple_SET_ITEM(tuple, 0, arg);
  return tuple;
}

// The test comes after the use.
static PyObject *incref_bad(PyObject *self, PyObject *args) {
  PyObject *dict;
  if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &dict))
    return NULL;
  PyObject *value = PyDict_GetItemString(dict, "value");
  Py_INCREF(value);
  // NULL-RESULT: 'value'
  if (value == NULL)
    Py_RETURN_NONE;
  return value;
}

static PyObject *incref_good(PyObject *self, PyObject *args) {
  PyObject *dict;
  if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &dict))
    return NULL;
  PyObject *value = PyDict_GetItemString(dict, "value");
  Py_XINCREF(value);
  if (value == NULL)
    Py_RETURN_NONE;
  return value;
}

PyMethodDef null_methods[] = {{"unchecked_bad", unchecked_bad, METH_O, NULL},
                              {"unchecked_good", unchecked_good, METH_O, NULL},
                              {"fill_bad", fill_bad, METH_O, NULL},
                              {"fill_good", fill_good, METH_O, NULL},
                              {NULL, NULL, 0, NULL}};
