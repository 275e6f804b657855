// RUN: %check_all_hosts %s
// RUNTIME: bad=text_bad:crash good=text_good args=()
// RUNTIME: bad=unpacked_bad:crash good=unpacked_good args=()
// RUNTIME: good=asked_good args=()
// RUNTIME: good=optional_good args=()
// Pattern: U23
// What a parse was to fill is not filled if it fails.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *text_bad(PyObject *self, PyObject *args) {
  PyObject *value = NULL;
  PyArg_ParseTuple(args, "O", &value);
  Py_INCREF(value); // NULL-RESULT: 'value' ... 'PyArg_ParseTuple'
  return value;
}

static PyObject *text_good(PyObject *self, PyObject *args) {
  PyObject *value = NULL;
  if (!PyArg_ParseTuple(args, "O", &value))
    return NULL;
  Py_INCREF(value);
  return value;
}

// Without a value, it must not even be given to what takes NULL.
static PyObject *unset_bad(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"value", NULL};
  PyObject *value;
  (void)PyArg_ParseTupleAndKeywords(args, kwargs, "O", names, &value);
  return PyObject_Str(value);
  // NULL-RESULT: 'value' ... 'PyObject_Str' uses it
}

static PyObject *unset_good(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"value", NULL};
  PyObject *value;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O", names, &value))
    return NULL;
  return PyObject_Str(value);
}

static PyObject *unpacked_bad(PyObject *self, PyObject *args) {
  PyObject *first = NULL, *second = NULL;
  PyArg_UnpackTuple(args, "unpacked", 2, 2, &first, &second);
  return Py_NewRef(second); // NULL-RESULT: 'second' ... 'PyArg_UnpackTuple'
}

static PyObject *unpacked_good(PyObject *self, PyObject *args) {
  PyObject *first = NULL, *second = NULL;
  if (!PyArg_UnpackTuple(args, "unpacked", 2, 2, &first, &second))
    return NULL;
  return Py_NewRef(second);
}

// By way of a helper that needs it.
static PyObject *pair_of(PyObject *value) {
  Py_INCREF(value);
  PyObject *pair = PyTuple_Pack(2, value, value);
  Py_DECREF(value);
  return pair;
}

static PyObject *pair_bad(PyObject *self, PyObject *args) {
  PyObject *value = NULL;
  PyArg_ParseTuple(args, "O:pair", &value);
  return pair_of(value);
  // NULL-RESULT: 'value' ... 'PyArg_ParseTuple'
}

// The variable, or the exception, is tested instead.
static PyObject *asked_good(PyObject *self, PyObject *args) {
  PyObject *value = NULL, *other = NULL;
  PyArg_ParseTuple(args, "O", &value);
  if (value == NULL)
    return NULL;
  PyArg_ParseTuple(args, "O", &other);
  if (PyErr_Occurred())
    return NULL;
  return PyTuple_Pack(2, Py_TYPE(value), Py_TYPE(other));
}

// An argument that may be left out.
static PyObject *optional_good(PyObject *self, PyObject *args) {
  PyObject *value = Py_None;
  if (!PyArg_ParseTuple(args, "|O", &value))
    return NULL;
  return Py_NewRef(value);
}

// What had a value keeps it.
static PyObject *default_good(PyObject *self, PyObject *args) {
  PyObject *value = self;
  PyArg_ParseTuple(args, "O", &value);
  PyErr_Clear();
  return Py_NewRef(value);
}

// One of them tells of all.
static PyObject *both_good(PyObject *self, PyObject *args) {
  PyObject *first = NULL, *second = NULL;
  PyArg_ParseTuple(args, "OO", &first, &second);
  if (first == NULL)
    return NULL;
  return PyTuple_Pack(2, first, second);
}

// The size was asked before.
static PyObject *counted_good(PyObject *self, PyObject *args) {
  PyObject *value = NULL;
  if (PyTuple_GET_SIZE(args) != 1)
    Py_RETURN_NONE;
  PyArg_ParseTuple(args, "O", &value);
  return Py_NewRef(value);
}

// A tuple of the function's own has what it was made of.
static PyObject *own_good(PyObject *self, PyObject *value) {
  PyObject *pair = PyTuple_Pack(2, value, self), *first, *second;
  if (pair == NULL)
    return NULL;
  PyArg_UnpackTuple(pair, "own", 2, 2, &first, &second);
  PyObject *text = PyObject_Str(first);
  Py_DECREF(pair);
  return text;
}

// After a failure, the tuple is gone.
static PyObject *resized_bad(PyObject *self, PyObject *value) {
  PyObject *tuple = PyTuple_New(4);
  if (tuple == NULL)
    return NULL;
  _PyTuple_Resize(&tuple, 1);
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(value));
  // NULL-RESULT@-1: 'tuple' ... '_PyTuple_Resize' can fail
  return tuple;
}

static PyObject *resized_good(PyObject *self, PyObject *value) {
  PyObject *tuple = PyTuple_New(4);
  if (tuple == NULL || _PyTuple_Resize(&tuple, 1) < 0)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(value));
  return tuple;
}

PyObject *(*used[])(PyObject *, PyObject *) = {
    own_good, resized_bad, resized_good, default_good, both_good, counted_good};
PyObject *(*with_names[])(PyObject *, PyObject *, PyObject *) = {unset_bad,
                                                                 unset_good};
