// RUN: %check_all_hosts %s
// Pattern: idiom
// Which arguments of a slot or method can be NULL is the interpreter's to say:
// a test that a macro makes of the others has one outcome.

#include <Python.h>

#define UNWRAP(o)                                                              \
  if ((o) != NULL) {                                                           \
  }

static PyObject *power_good(PyObject *a, PyObject *b, PyObject *modulus) {
  UNWRAP(a);
  UNWRAP(b);
  UNWRAP(modulus);
  return PyNumber_Power(a, b, modulus);
}

static PyObject *one_good(PyObject *self, PyObject *o) {
  UNWRAP(o);
  Py_INCREF(o);
  return o;
}

static PyObject *attribute_good(PyObject *self, PyObject *name) {
  UNWRAP(name);
  Py_INCREF(name);
  return name;
}

// The bad twins: these can be NULL.
static PyObject *none_bad(PyObject *self, PyObject *ignored) {
  UNWRAP(ignored);
  Py_INCREF(ignored);
  // NULL-RESULT@-1: 'ignored'
  return ignored;
}

static PyObject *call_bad(PyObject *self, PyObject *args, PyObject *keywords) {
  UNWRAP(keywords);
  Py_INCREF(keywords);
  // NULL-RESULT@-1: 'keywords'
  return keywords;
}

static PyObject *bound_bad(PyObject *self, PyObject *object, PyObject *owner) {
  UNWRAP(object);
  Py_INCREF(object);
  // NULL-RESULT@-1: 'object'
  return object;
}

// This file calls it, too.
static PyObject *twice_bad(PyObject *self, PyObject *o) {
  UNWRAP(o);
  Py_INCREF(o);
  // NULL-RESULT@-1: 'o'
  return o;
}

static PyObject *call_twice(PyObject *self, PyObject *ignored) {
  return twice_bad(self, NULL);
}

static PyMethodDef methods[] = {
    {"one", one_good, METH_O},
    {"none", none_bad, METH_NOARGS},
    {"twice", twice_bad, METH_O},
    {"call_twice", call_twice, METH_NOARGS},
    {0},
};

static PyNumberMethods as_number = {.nb_power = power_good};

PyTypeObject Some_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "some.Some",
    .tp_basicsize = sizeof(PyObject),
    .tp_as_number = &as_number,
    .tp_call = call_bad,
    .tp_descr_get = bound_bad,
    .tp_getattro = attribute_good,
    .tp_methods = methods,
};
