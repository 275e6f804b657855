// RUN: %check_all_hosts %s
// FLAGS: -std=c99 -Wno-deprecated-non-prototype
// A definition without a prototype has parameters all the same, a call of it not
// always as many arguments.

#include <Python.h>

__attribute__((annotate("pyrefcheck:steals(value)")))
static int add(value)
PyObject *value;
{
  Py_DECREF(value);
  return 0;
}

static PyObject *add_bad(PyObject *self, PyObject *args) {
  if (add(args))
    // OVERRELEASE: ... 'args'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *add_nothing(PyObject *self, PyObject *args) {
  if (add())
    return NULL;
  Py_RETURN_NONE;
}
