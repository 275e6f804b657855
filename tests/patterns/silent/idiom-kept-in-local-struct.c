// RUN: %check_all_hosts %s
// RUNTIME: good=slice_good,named_good args=(None, b"abc")
// Pattern: S05
// A helper stores a reference in the caller's struct, and another one releases
// it, while the object has a second name.

#include <Python.h>

typedef struct {
  PyObject *string;
  int whole;
} State;

static int state_init(State *state, PyObject *string, int whole) {
  if (whole > 3)
    return -1;
  state->whole = whole;
  state->string = Py_NewRef(string);
  return 0;
}

static void state_fini(State *state) { Py_XDECREF(state->string); }

static PyObject *slice(int whole, PyObject *string) {
  if (whole)
    return Py_NewRef(string);
  return PyBytes_FromStringAndSize("ab", 2);
}

PyObject *slice_good(PyObject *self, PyObject *string) {
  State state;
  if (state_init(&state, string, 1) < 0)
    Py_RETURN_NONE;
  PyObject *item = slice(state.whole, string);
  Py_XDECREF(item);
  state_fini(&state);
  Py_RETURN_NONE;
}

PyObject *named_good(PyObject *self, PyObject *string) {
  State state;
  PyObject *item;
  if (state_init(&state, string, 2) < 0)
    Py_RETURN_NONE;
  item = string;
  Py_INCREF(item);
  Py_DECREF(item);
  state_fini(&state);
  Py_RETURN_NONE;
}

PyObject *unreleased_bad(PyObject *self, PyObject *string) {
  State state;
  if (state_init(&state, string, 1) < 0)
    Py_RETURN_NONE;
  PyObject *item = slice(state.whole, string);
  Py_XDECREF(item);
  Py_RETURN_NONE;
  // LEAK: 'item'
}
