// RUN: %check_driver %s
// RUNTIME: bad=date_bad:leak,pair_bad:leak,self_bad:leak good=date_good,pair_good,self_good
//     args=(1.5, 2.5)
// Pattern: L02
// Functions that call each other: whichever is followed first gives objects to
// others of which nothing is known yet. What they do with them is known in the
// end.

#include <Python.h>

static PyObject *encode(PyObject *value, int depth);

// The reference is counted up and down, and the name changes what it means.
static PyObject *encode_number(PyObject *value, int depth) {
  PyObject *result = NULL;
  Py_INCREF(value);
  switch (PyObject_RichCompareBool(value, Py_None, Py_EQ)) {
  case 1: {
    PyObject *text = PyObject_Repr(value);
    Py_DECREF(value);
    if (text == NULL)
      return NULL;
    value = text;
    result = encode(value, depth - 1);
    break;
  }
  case 0:
    result = PyObject_Str(value);
    break;
  default:
    break;
  }
  Py_DECREF(value);
  return result;
}

static PyObject *encode_date_bad(PyObject *value) {
  return encode_number(PyNumber_Add(value, value), 1); // LEAK: ... 'PyNumber_Add'
}

static PyObject *encode_date_good(PyObject *value) {
  PyObject *twice = PyNumber_Add(value, value);
  if (twice == NULL)
    return NULL;
  PyObject *result = encode_number(twice, 1);
  Py_DECREF(twice);
  return result;
}

static int encode_pair_bad(PyObject *value, int depth) {
  PyObject *text = PyObject_Repr(value);
  if (text == NULL)
    return -1;
  PyObject *result = encode(text, depth - 1);
  if (result == NULL)
    return -1;
  Py_DECREF(result);
  return 0;
  // LEAK: 'text'
}

static int encode_pair_good(PyObject *value, int depth) {
  PyObject *text = PyObject_Repr(value);
  if (text == NULL)
    return -1;
  PyObject *result = encode(text, depth - 1);
  Py_DECREF(text);
  if (result == NULL)
    return -1;
  Py_DECREF(result);
  return 0;
}

static PyObject *encode(PyObject *value, int depth) {
  if (depth > 4)
    return encode_date_bad(value);
  if (depth == 4)
    return encode_date_good(value);
  if (depth == 3 && encode_pair_bad(value, 1) < 0)
    return NULL;
  if (depth == 2 && encode_pair_good(value, 1) < 0)
    return NULL;
  return encode_number(value, depth);
}

// One that calls itself.
static PyObject *half(PyObject *value, int depth, int lose) {
  PyObject *result;
  Py_INCREF(value);
  if (depth) {
    PyObject *text = PyObject_Repr(value);
    if (text == NULL) {
      Py_DECREF(value);
      return NULL;
    }
    result = half(text, depth - 1, lose);
    if (lose) {
      Py_DECREF(value);
      return result; // LEAK: 'text'
    }
    Py_DECREF(text);
  } else {
    result = PyObject_Str(value);
  }
  Py_DECREF(value);
  return result;
}

static PyObject *date_bad(PyObject *self, PyObject *args) {
  return encode(PyTuple_GET_ITEM(args, 0), 5);
}

static PyObject *date_good(PyObject *self, PyObject *args) {
  return encode(PyTuple_GET_ITEM(args, 0), 4);
}

static PyObject *pair_bad(PyObject *self, PyObject *args) {
  return encode(PyTuple_GET_ITEM(args, 0), 3);
}

static PyObject *pair_good(PyObject *self, PyObject *args) {
  return encode(PyTuple_GET_ITEM(args, 0), 2);
}

static PyObject *self_bad(PyObject *self, PyObject *args) {
  return half(PyTuple_GET_ITEM(args, 0), 1, 1);
}

static PyObject *self_good(PyObject *self, PyObject *args) {
  return half(PyTuple_GET_ITEM(args, 0), 1, 0);
}
