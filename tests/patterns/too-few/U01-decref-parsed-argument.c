// RUN: %check_all_hosts %s
// RUNTIME: bad=parse_bad:over good=parse_good args=(123456,)
// RUNTIME: bad=error_path_bad:over good=error_path_good args=('',)
// RUNTIME: bad=unpack_bad:over good=unpack_good args=(1, object())
// RUNTIME: bad=keywords_bad:over good=keywords_good call=keywords run=f('k', default=object())
// RUNTIME: good=replaced_good args=(5.5,)
// Pattern: U01
// The parsing functions lend what they store through `O` and `O!`: the caller's
// argument tuple or dict goes on owning it.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *parse_bad(PyObject *self, PyObject *args) {
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return NULL;
  PyObject *result = PyNumber_Negative(value);
  Py_DECREF(value);
  // OVERRELEASE: ... 'value'
  return result;
}

static PyObject *parse_good(PyObject *self, PyObject *args) {
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return NULL;
  return PyNumber_Negative(value);
}

// Only the error path releases the argument.
static PyObject *error_path_bad(PyObject *self, PyObject *args) {
  PyObject *text, *parts = NULL;
  if (!PyArg_ParseTuple(args, "O!", &PyUnicode_Type, &text))
    return NULL;
  parts = PyUnicode_Split(text, NULL, -1);
  if (parts == NULL)
    goto error;
  if (PyList_GET_SIZE(parts) == 0) {
    PyErr_SetString(PyExc_ValueError, "nothing to split");
    goto error;
  }
  return parts;
error:
  Py_XDECREF(parts);
  Py_DECREF(text);
  // OVERRELEASE: ... 'text'
  return NULL;
}

static PyObject *error_path_good(PyObject *self, PyObject *args) {
  PyObject *text, *parts = NULL;
  if (!PyArg_ParseTuple(args, "O!", &PyUnicode_Type, &text))
    return NULL;
  parts = PyUnicode_Split(text, NULL, -1);
  if (parts == NULL)
    goto error;
  if (PyList_GET_SIZE(parts) == 0) {
    PyErr_SetString(PyExc_ValueError, "nothing to split");
    goto error;
  }
  return parts;
error:
  Py_XDECREF(parts);
  return NULL;
}

static PyObject *unpack_bad(PyObject *self, PyObject *args) {
  PyObject *first = NULL, *second = NULL;
  if (!PyArg_UnpackTuple(args, "unpack", 1, 2, &first, &second))
    return NULL;
  PyObject *result = PyObject_Str(second ? second : first);
  Py_XDECREF(second);
  // OVERRELEASE: ... 'second'
  return result;
}

static PyObject *unpack_good(PyObject *self, PyObject *args) {
  PyObject *first = NULL, *second = NULL;
  if (!PyArg_UnpackTuple(args, "unpack", 1, 2, &first, &second))
    return NULL;
  return PyObject_Str(second ? second : first);
}

static char *keywords[] = {"key", "default", NULL};

static PyObject *keywords_bad(PyObject *self, PyObject *args,
                              PyObject *kwargs) {
  PyObject *key, *fallback = NULL;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|O", keywords, &key,
                                   &fallback))
    return NULL;
  PyObject *result = PyObject_Repr(fallback ? fallback : key);
  if (fallback)
    Py_DECREF(fallback);
  // OVERRELEASE: ... 'fallback'
  return result;
}

static PyObject *keywords_good(PyObject *self, PyObject *args,
                               PyObject *kwargs) {
  PyObject *key, *fallback = NULL;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|O", keywords, &key,
                                   &fallback))
    return NULL;
  return PyObject_Repr(fallback ? fallback : key);
}

// From here on the function owns `value`: it replaced the borrowed one.
static PyObject *replaced_good(PyObject *self, PyObject *args) {
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return NULL;
  value = PyNumber_Long(value);
  if (value == NULL)
    return NULL;
  long number = PyLong_AsLong(value);
  Py_DECREF(value);
  if (number == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(number * 2);
}
