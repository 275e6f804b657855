// RUN: %check_all_hosts %s
// RUNTIME: good=call_empty,count,bytes_good,encoded_good,pair_good
//     bad=shared_bad:leak args=(1, 2)
// RUNTIME: good=back_good,unsigned_good args=(1, 2)
// Pattern: S06
// Calls that cannot fail and numbers that cannot be negative.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// The empty tuple and the empty string are static.
static PyObject *call_empty(PyObject *self, PyObject *args) {
  PyObject *empty = PyTuple_New(0);
  PyObject *text = PyUnicode_FromStringAndSize("", 0);
  PyObject *list = PySequence_List(empty);
  Py_DECREF(empty);
  Py_DECREF(text);
  return list;
}

static PyObject *some_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyUnicode_FromStringAndSize("ab", 2);
  Py_ssize_t length = PyUnicode_GET_LENGTH(text);
  // NULL-RESULT: ^'text' may be NULL here
  Py_DECREF(text);
  return PyLong_FromSsize_t(length);
}

static PyObject *count(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  Py_ssize_t size = PyList_Size(list);
  if (size > 0) {
    Py_DECREF(list);
    return PyLong_FromSsize_t(size);
  } else if (size == 0) {
    return list;
  }
  Py_DECREF(list);
  return NULL;
}

// It is bytes.
static PyObject *bytes_good(PyObject *self, PyObject *args) {
  PyObject *made = PyBytes_FromStringAndSize("ab", 2);
  if (made == NULL)
    return NULL;
  const char *text = PyBytes_AsString(made);
  if (text == NULL)
    return NULL;
  PyObject *number = PyLong_FromLong(text[0]);
  Py_DECREF(made);
  return number;
}

static PyObject *encoded_good(PyObject *self, PyObject *args) {
  PyObject *name = PyUnicode_FromString("ab");
  if (name == NULL)
    return NULL;
  PyObject *made = PyUnicode_EncodeFSDefault(name);
  Py_DECREF(name);
  if (made == NULL)
    return NULL;
  char *text = PyBytes_AsString(made);
  if (text == NULL)
    return NULL;
  PyObject *number = PyLong_FromLong(text[0]);
  Py_DECREF(made);
  return number;
}

static PyObject *any_bad(PyObject *self, PyObject *args) {
  PyObject *made = PyObject_CallNoArgs(self);
  if (made == NULL)
    return NULL;
  char *text = PyBytes_AsString(made);
  if (text == NULL)
    return NULL;
  // LEAK: 'made'
  PyObject *number = PyLong_FromLong(text[0]);
  Py_DECREF(made);
  return number;
}

// It fails for an index that is out of range only.
static PyObject *pair_good(PyObject *self, PyObject *args) {
  PyObject *pair = PyTuple_New(2);
  if (pair == NULL)
    return NULL;
  Py_INCREF(args);
  if (PyTuple_SetItem(pair, 0, args) < 0)
    return NULL;
  Py_INCREF(args);
  if (PyTuple_SetItem(pair, 1, args))
    return NULL;
  return pair;
}

// It fails for what others have as well.
static PyObject *shared_bad(PyObject *self, PyObject *args) {
  PyObject *pair = PyTuple_New(1), *list = PyList_New(0);
  if (pair == NULL || list == NULL || PyList_Append(list, pair) < 0) {
    Py_XDECREF(pair);
    Py_XDECREF(list);
    return NULL;
  }
  if (PyTuple_SetItem(pair, 0, PyFloat_FromDouble(1.5)) < 0) {
    Py_DECREF(pair);
    return NULL;
    // LEAK: 'list'
  }
  Py_DECREF(pair);
  return list;
}

static PyObject *given_bad(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.5), *pair = PyTuple_New(2);
  if (item == NULL || pair == NULL) {
    Py_XDECREF(item);
    Py_XDECREF(pair);
    return NULL;
  }
  if (PyList_SetItem(args, 0, item) < 0)
    return NULL;
  // LEAK: 'pair'
  return pair;
}

// What was made of a number is that number.
static PyObject *back_good(PyObject *self, PyObject *args) {
  const long n = 1000 + (long)PyTuple_GET_SIZE(args);
  PyObject *number = PyLong_FromLong(n);
  if (number == NULL)
    return NULL;
  if (PyLong_AsLong(number) != n)
    return NULL;
  return number;
}

static PyObject *unsigned_good(PyObject *self, PyObject *args) {
  unsigned long n = 1000, back;
  PyObject *number;
  for (int i = 0; i < 2; i++) {
    n <<= 1;
    number = PyLong_FromUnsignedLong(n);
    if (number == NULL)
      return NULL;
    back = PyLong_AsUnsignedLong(number);
    if (back == (unsigned long)-1 && PyErr_Occurred())
      return NULL;
    if (back != n)
      return NULL;
    Py_DECREF(number);
  }
  Py_RETURN_NONE;
}

static PyObject *another_bad(PyObject *self, PyObject *args) {
  const long n = 1000 + (long)PyTuple_GET_SIZE(args);
  PyObject *number = PyLong_FromLong(n + 1);
  if (number == NULL)
    return NULL;
  if (PyLong_AsLong(number) != n)
    return NULL;
  // LEAK: 'number'
  return number;
}
