// RUN: %check_all_hosts %s
// CONTRACTS: Inputs/shapes.yaml
// A user's contract file for a library: it holds where the header is included,
// and names calls through macros, tables and variables.

#include "Inputs/shapes.h"

static PyObject *find_bad(PyObject *self, PyObject *arg) {
  PyObject *found = shapes_find(self, "x");
  if (!found)
    Py_RETURN_NONE;
  return found;
  // RETURN-BORROWED: 'found'
}

static PyObject *insert_bad(PyObject *self, PyObject *arg) {
  PyObject *shape = PyList_New(0);
  if (!shape)
    return NULL;
  int failed = Shapes_Insert(self, shape);
  Py_DECREF(shape);
  // OVERRELEASE: ... 'shape'
  return failed ? NULL : PyLong_FromLong(0);
}

static PyObject *insert_good(PyObject *self, PyObject *arg) {
  PyObject *shape = PyList_New(0);
  if (!shape)
    return NULL;
  if (Shapes_Insert(self, shape) < 0)
    return NULL;
  return PyLong_FromLong(0);
}

// The macro around it need not be named.
static PyObject *append_good(PyObject *self, PyObject *arg) {
  PyObject *shape = PyList_New(0);
  if (!shape)
    return NULL;
  if (Shapes_Append(self, shape) < 0)
    return NULL;
  return PyLong_FromLong(0);
}

static PyObject *adopt_bad(PyObject *self, PyObject *arg) {
  if (shapes_adopt(self, arg) < 0)
    // OVERRELEASE: ... 'arg'
    return NULL;
  return PyLong_FromLong(0);
}

static PyObject *adopt_good(PyObject *self, PyObject *arg) {
  Py_INCREF(arg);
  if (shapes_api->adopt(self, arg) < 0)
    return NULL;
  return PyLong_FromLong(0);
}

static PyObject *outline_bad(PyObject *self, PyObject *arg) {
  return shapes_api->outline(self);
  // RETURN-BORROWED: 'shapes_api->outline(self)'
}

static PyObject *default_bad(PyObject *self, PyObject *arg) {
  PyObject *shape = shapes_default();
  Py_DECREF(shape);
  // OVERRELEASE: ... 'shape'
  return PyLong_FromLong(0);
}

static PyObject *default_good(PyObject *self, PyObject *arg) {
  PyObject *shape = shapes_default();
  Py_INCREF(shape);
  return shape;
}

// A pointer that a parameter brings is nobody's that is known by name.
struct Local {
  PyObject *(*outline)(PyObject *shape);
};

static PyObject *of_local(struct Local *shapes_api, PyObject *self) {
  return shapes_api->outline(self);
}
