// RUN: %check_all_hosts %s
// RUNTIME: bad=given_up_bad:leak,array_bad:leak args=('x',)
// RUNTIME: good=given_up_good,moved_good,array_good args=('x',)
// Pattern: L30
// Memory that holds references is freed: they were the function's to release.

#include <Python.h>
#include <stdlib.h>

typedef struct {
  PyObject *name, *text;
} Unit;

static PyObject *given_up_bad(PyObject *self, PyObject *args) {
  Unit *unit = PyMem_Malloc(sizeof *unit);
  if (unit == NULL)
    return PyErr_NoMemory();
  Py_INCREF(args);
  unit->name = args;
  PyMem_Free(unit);
  // LEAK@-1: 'unit->name'
  Py_RETURN_NONE;
}

static PyObject *array_bad(PyObject *self, PyObject *args) {
  PyObject **items = malloc(2 * sizeof *items);
  if (items == NULL)
    return PyErr_NoMemory();
  items[0] = PyObject_Str(args);
  items[1] = PyObject_Repr(args);
  Py_XDECREF(items[0]);
  free(items);
  // LEAK@-1: 'items[1]'
  Py_RETURN_NONE;
}

static void drop(void *memory) { PyMem_Free(memory); }

static int by_helper_bad(PyObject *self, PyObject *args) {
  Unit *unit = PyMem_Malloc(sizeof *unit);
  if (unit == NULL)
    return -1;
  unit->name = PyObject_Str(args);
  unit->text = PyObject_Repr(args);
  if (unit->name == NULL || unit->text == NULL) {
    Py_XDECREF(unit->name);
    PyMem_Free(unit);
    // LEAK@-1: 'unit->text'
    return -1;
  }
  Py_DECREF(unit->name);
  Py_DECREF(unit->text);
  drop(unit);
  return 0;
}

static PyObject *given_up_good(PyObject *self, PyObject *args) {
  Unit *unit = PyMem_Malloc(sizeof *unit);
  if (unit == NULL)
    return PyErr_NoMemory();
  Py_INCREF(args);
  unit->name = args;
  Py_DECREF(unit->name);
  PyMem_Free(unit);
  Py_RETURN_NONE;
}

static PyObject *moved_good(PyObject *self, PyObject *args) {
  Unit *unit = PyMem_Malloc(sizeof *unit);
  if (unit == NULL)
    return PyErr_NoMemory();
  unit->name = PyObject_Str(args);
  PyObject *name = unit->name;
  PyMem_Free(unit);
  return name;
}

static void clear(Unit *unit) {
  Py_XDECREF(unit->name);
  Py_XDECREF(unit->text);
}

static int cleared_good(PyObject *self, PyObject *args) {
  Unit *unit = PyMem_Malloc(sizeof *unit);
  if (unit == NULL)
    return -1;
  unit->name = PyObject_Str(args);
  unit->text = PyObject_Repr(args);
  clear(unit);
  PyMem_Free(unit);
  return 0;
}

static PyObject *array_good(PyObject *self, PyObject *args) {
  PyObject **items = malloc(4 * sizeof *items);
  if (items == NULL)
    return PyErr_NoMemory();
  for (int i = 0; i < 4; i++)
    items[i] = PyObject_Str(args);
  for (int i = 0; i < 4; i++)
    Py_XDECREF(items[i]);
  free(items);
  Py_RETURN_NONE;
}

// It never had a reference.
static int borrowed_good(PyObject *self, PyObject *args) {
  Unit *unit = PyMem_Malloc(sizeof *unit);
  if (unit == NULL)
    return -1;
  unit->name = args;
  PyMem_Free(unit);
  return 0;
}
