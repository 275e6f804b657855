// RUN: %check_all_hosts %s
// An annotation counts on whichever declaration it stands.

#include <Python.h>

#define PYREF(text) __attribute__((annotate("pyrefcheck:" text)))

// On the first one, with other names of the parameters than the second has.
int first(PyObject *registry, PyObject *value) PYREF("steals(value)");
int first(PyObject *r, PyObject *v);

// On the second one, and on a parameter of it.
int second(PyObject *registry, PyObject *value);
int second(PyObject *registry, PYREF("steals") PyObject *value);

// One thing here, another there, some things twice.
PyObject *third(PyObject *registry, PYREF("steals") PyObject *value);
PyObject *third(PyObject *registry, PYREF("steals") PyObject *value)
    PYREF("returns-borrowed");

// On a declaration after the first call.
PyObject *late(PyObject *registry);

static PyObject *late_bad(PyObject *self, PyObject *args) {
  return late(self);
  // RETURN-BORROWED: 'late(self)'
}

PyObject *late(PyObject *registry) PYREF("returns-borrowed");

// On a declaration within a function.
static PyObject *inner_bad(PyObject *self, PyObject *args) {
  PyObject *inner(PyObject *registry) PYREF("returns-borrowed");
  return inner(self);
  // RETURN-BORROWED: 'inner(self)'
}

// On a definition.
PYREF("returns-borrowed(registry)")
static PyObject *defined(PyObject *registry, const char *name) {
  return PyDict_GetItemString(registry, name);
}

static PyObject *defined_bad(PyObject *self, PyObject *args) {
  return defined(args, "x");
  // RETURN-BORROWED: 'defined(args, "x")'
}

static PyObject *all_good(PyObject *self, PyObject *args) {
  if (first(self, PyList_New(0)) < 0 || second(self, PyList_New(0)) < 0)
    return NULL;
  PyObject *found = third(self, PyList_New(0));
  Py_XINCREF(found);
  return found;
}

static PyObject *first_bad(PyObject *self, PyObject *args) {
  if (first(self, args) < 0)
    // OVERRELEASE: ... 'args'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *second_bad(PyObject *self, PyObject *args) {
  if (second(self, args) < 0)
    // OVERRELEASE: ... 'args'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *third_bad(PyObject *self, PyObject *args) {
  return third(self, PyList_New(0));
  // RETURN-BORROWED: 'third(self, PyList_New(0))'
}
