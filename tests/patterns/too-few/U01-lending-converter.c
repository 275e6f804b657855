// RUN: %check_all_hosts %s
// RUNTIME: bad=first_bad:over,returned_bad:over,itself_bad:over,optional_bad:over
//     good=first_good,itself_good,optional_good args=(('text', 'more'),)
// RUNTIME: good=optional_good args=(None,)
// Pattern: U01
// A converter for the format unit O& lends a part of the argument, or the argument.

#include <Python.h>

static int first_of(PyObject *o, void *out) {
  if (!PyTuple_Check(o) || PyTuple_GET_SIZE(o) < 1) {
    PyErr_SetString(PyExc_TypeError, "a tuple, please");
    return 0;
  }
  *(PyObject **)out = PyTuple_GET_ITEM(o, 0);
  return 1;
}

static PyObject *first_bad(PyObject *self, PyObject *args) {
  PyObject *first;
  if (!PyArg_ParseTuple(args, "O&", first_of, &first))
    return NULL;
  PyObject *text = PyObject_Repr(first);
  Py_DECREF(first);
  // OVERRELEASE: ... 'first'
  return text;
}

static PyObject *first_good(PyObject *self, PyObject *args) {
  PyObject *first;
  if (!PyArg_ParseTuple(args, "O&", first_of, &first))
    return NULL;
  return Py_NewRef(first);
}

static PyObject *returned_bad(PyObject *self, PyObject *args) {
  PyObject *first;
  if (!PyArg_ParseTuple(args, "O&", first_of, &first))
    return NULL;
  return first;
  // RETURN-BORROWED: 'first'
}

static int check_tuple(PyObject *o, PyObject **out) {
  if (!PyTuple_Check(o)) {
    PyErr_SetString(PyExc_TypeError, "a tuple, please");
    return 0;
  }
  *out = o;
  return 1;
}

static PyObject *itself_bad(PyObject *self, PyObject *args) {
  PyObject *tuple;
  if (!PyArg_ParseTuple(args, "O&:itself", check_tuple, &tuple))
    return NULL;
  Py_ssize_t size = PyTuple_GET_SIZE(tuple);
  Py_DECREF(tuple);
  // OVERRELEASE: ... 'tuple'
  return PyLong_FromSsize_t(size);
}

static PyObject *itself_good(PyObject *self, PyObject *args) {
  PyObject *tuple;
  if (!PyArg_ParseTuple(args, "O&:itself", check_tuple, &tuple))
    return NULL;
  return PyLong_FromSsize_t(PyTuple_GET_SIZE(tuple));
}

static int tuple_or_null(PyObject *o, void *out) {
  if (o == Py_None) {
    *(PyObject **)out = NULL;
    return 1;
  }
  if (!PyTuple_Check(o)) {
    PyErr_SetString(PyExc_TypeError, "a tuple or None, please");
    return 0;
  }
  *(PyObject **)out = o;
  return 1;
}

static PyObject *optional_bad(PyObject *self, PyObject *args) {
  PyObject *tuple = NULL;
  if (!PyArg_ParseTuple(args, "|O&", tuple_or_null, &tuple))
    return NULL;
  if (tuple == NULL)
    Py_RETURN_NONE;
  return tuple;
  // RETURN-BORROWED: 'tuple'
}

static PyObject *optional_good(PyObject *self, PyObject *args) {
  PyObject *tuple = NULL;
  if (!PyArg_ParseTuple(args, "|O&", tuple_or_null, &tuple))
    return NULL;
  if (tuple == NULL)
    Py_RETURN_NONE;
  return PyLong_FromSsize_t(PyTuple_GET_SIZE(tuple));
}

static PyMethodDef methods[] = {{"first_bad", first_bad, METH_VARARGS},
                                {"first_good", first_good, METH_VARARGS},
                                {"returned_bad", returned_bad, METH_VARARGS},
                                {"itself_bad", itself_bad, METH_VARARGS},
                                {"itself_good", itself_good, METH_VARARGS},
                                {"optional_bad", optional_bad, METH_VARARGS},
                                {"optional_good", optional_good, METH_VARARGS},
                                {NULL}};
PyMethodDef *methods_of_module(void) { return methods; }
