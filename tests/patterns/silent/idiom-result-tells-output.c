// RUN: %check_all_hosts %s
// RUNTIME: none (the helpers are static)
// A helper whose result says, by a comparison, whether there is an object in its output.

#include <Python.h>

static int filled(PyObject *o, PyObject **out) {
  *out = PyObject_Str(o);
  return *out != NULL;
}

static PyObject *filled_good(PyObject *self, PyObject *o) {
  PyObject *text;
  if (!filled(o, &text))
    return NULL;
  return text;
}

static PyObject *filled_bad(PyObject *self, PyObject *o) {
  PyObject *text;
  if (!filled(o, &text))
    return NULL;
  Py_RETURN_NONE;
  // LEAK: 'text'
}

static int empty(PyObject *o, PyObject **out) {
  PyObject *text = PyObject_Str(o);
  *out = text;
  return text == NULL;
}

static PyObject *empty_good(PyObject *self, PyObject *o) {
  PyObject *text;
  if (empty(o, &text))
    return NULL;
  return text;
}

static int assigned(PyObject *o, PyObject **out) {
  return (*out = PyObject_Str(o)) != NULL;
}

static PyObject *assigned_good(PyObject *self, PyObject *o) {
  PyObject *text;
  if (!assigned(o, &text))
    return NULL;
  return text;
}

static int negated_twice(PyObject *o, PyObject **out) {
  *out = PyObject_Str(o);
  return !!*out;
}

static PyObject *negated_twice_good(PyObject *self, PyObject *o) {
  PyObject *text;
  if (!negated_twice(o, &text))
    return NULL;
  return text;
}

static int minus_one(PyObject *o, PyObject **out) {
  *out = PyObject_Str(o);
  return -(*out == NULL);
}

static PyObject *minus_one_good(PyObject *self, PyObject *o) {
  PyObject *text;
  if (minus_one(o, &text) < 0)
    return NULL;
  return text;
}

// A number that is not one, and no object, is no failure either.
static int number_or_error(PyObject *o, PyObject **out, const char **error) {
  *out = NULL;
  *error = "no number";
  if (PyLong_Check(o)) {
    *out = PyNumber_Long(o);
    *error = NULL;
  }
  return *out != NULL || *error == NULL;
}

static PyObject *number_or_error_good(PyObject *self, PyObject *o) {
  PyObject *number;
  const char *error;
  if (!number_or_error(o, &number, &error))
    return NULL;
  return number;
}

PyMethodDef output_methods[] = {
    {"filled", filled_good, METH_O, NULL},
    {"filled_bad", filled_bad, METH_O, NULL},
    {"empty", empty_good, METH_O, NULL},
    {"assigned", assigned_good, METH_O, NULL},
    {"negated_twice", negated_twice_good, METH_O, NULL},
    {"minus_one", minus_one_good, METH_O, NULL},
    {"number_or_error", number_or_error_good, METH_O, NULL},
    {NULL}};
