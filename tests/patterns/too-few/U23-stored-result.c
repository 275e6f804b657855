// RUN: %check_all_hosts %s
// Pattern: U23
// A result that is stored before anybody has tested it may be NULL there, too.

#include <Python.h>

typedef struct {
  PyObject *hooks;
} State;

static PyObject *Error;

PyObject *field_bad(State *state) {
  state->hooks = PyList_New(0);
  Py_INCREF(state->hooks); // NULL-RESULT: 'state->hooks'
  return state->hooks;
}

PyObject *field_good(State *state) {
  state->hooks = PyList_New(0);
  if (state->hooks == NULL)
    return NULL;
  Py_INCREF(state->hooks);
  return state->hooks;
}

int static_bad(PyObject *module) {
  Error = PyErr_NewException("m.Error", NULL, NULL);
  Py_INCREF(Error); // NULL-RESULT: 'Error'
  if (PyModule_AddObject(module, "Error", Error) < 0) {
    Py_DECREF(Error);
    return -1;
  }
  return 0;
}

int static_good(PyObject *module) {
  Error = PyErr_NewException("m.Error", NULL, NULL);
  Py_XINCREF(Error);
  if (PyModule_AddObject(module, "Error", Error) < 0) {
    Py_XDECREF(Error);
    return -1;
  }
  return 0;
}

// Through a parameter.
int out_bad(PyObject *object, PyObject **text) {
  *text = PyObject_Str(object);
  if (PyObject_IsTrue(object) < 0) {
    Py_DECREF(*text); // NULL-RESULT: '*text'
    return -1;
  }
  return 0;
}

int out_good(PyObject *object, PyObject **text) {
  *text = PyObject_Str(object);
  if (PyObject_IsTrue(object) < 0) {
    Py_CLEAR(*text);
    return -1;
  }
  return 0;
}

// Given to a call that dereferences it.
int given_bad(State *state, PyObject *key) {
  state->hooks = PyDict_New();
  return PyDict_SetItem(state->hooks, key, Py_None);
  // NULL-RESULT: 'state->hooks'
}

int given_good(State *state, PyObject *key) {
  if (!(state->hooks = PyDict_New()))
    return -1;
  return PyDict_SetItem(state->hooks, key, Py_None);
}
