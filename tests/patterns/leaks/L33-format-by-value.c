// RUN: %check_all_hosts %s
// RUNTIME: bad=cast_bad:leak,array_bad:leak,pointer_bad:leak,variable_bad:leak
//     good=cast_good,variable_good,choice_good args=(1.5,)
// RUNTIME: bad=choice_bad:leak,offset_bad:leak good=choice_good args=(1.5,)
// Pattern: L33
// A format that is not written in the call: behind a cast, in an array, in a
// variable. What it is on the path counts.

#include <Python.h>

static const char Tuple[] = "(O)";
static const char *const Pair = "(OO)";

static PyObject *cast_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  return Py_BuildValue((char *)"(O)", list);
  // LEAK: 'list'
}

static PyObject *array_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  return Py_BuildValue(Tuple, list);
  // LEAK: 'list'
}

static PyObject *pointer_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  return Py_BuildValue(Pair, self, list);
  // LEAK: 'list'
}

static PyObject *variable_bad(PyObject *self, PyObject *args) {
  const char *format = "(N)";
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if (PyTuple_GET_SIZE(args) == 1)
    format = "(O)";
  return Py_BuildValue(format, list);
  // LEAK: 'list'
}

static PyObject *choice_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  return Py_BuildValue(PyTuple_GET_SIZE(args) == 1 ? "O" : "N", list);
  // LEAK: 'list'
}

static PyObject *offset_bad(PyObject *self, PyObject *args) {
  const char *format = "OO";
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  return Py_BuildValue(format + 1, list);
  // LEAK: 'list'
}

static PyObject *cast_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  return Py_BuildValue((char *)"(N)", list);
}

static PyObject *variable_good(PyObject *self, PyObject *args) {
  const char *format = "N";
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  return Py_BuildValue(format, list);
}

static PyObject *choice_good(PyObject *self, PyObject *args) {
  const int counted = PyTuple_GET_SIZE(args) == 1;
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *result = Py_BuildValue(counted ? "O" : "N", list);
  if (counted)
    Py_DECREF(list);
  return result;
}
