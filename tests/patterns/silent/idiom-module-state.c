// RUN: %check_all_hosts %s
// Pattern: S14
// The state of a module is there while its functions run, also by way of a
// helper.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject *error;
} module_state;

static module_state *get_state(PyObject *module) {
  return (module_state *)PyModule_GetState(module);
}

static module_state *get_checked_state(PyObject *module) {
  void *state = PyModule_GetState(module);
  assert(state != NULL);
  return (module_state *)state;
}

static module_state *get_perhaps(PyObject *module) {
  return PyModule_Check(module) ? get_state(module) : NULL;
}

PyObject *decode_good(PyObject *module, PyObject *args) {
  PyObject *data = PyBytes_FromStringAndSize(NULL, 10);
  if (data == NULL)
    return NULL;
  if (PyTuple_GET_SIZE(args) > 1) {
    module_state *state = get_state(module);
    if (state == NULL)
      return NULL;
    PyErr_SetString(state->error, "too many");
    Py_DECREF(data);
    return NULL;
  }
  return data;
}

PyObject *encode_good(PyObject *module, PyObject *args) {
  PyObject *data = PyBytes_FromStringAndSize(NULL, 10);
  if (data == NULL)
    return NULL;
  module_state *state = get_checked_state(module);
  if (!state)
    return NULL;
  Py_CLEAR(state->error);
  return data;
}

PyObject *direct_good(PyObject *module, PyObject *args) {
  PyObject *data = PyBytes_FromStringAndSize(NULL, 10);
  if (data == NULL)
    return NULL;
  module_state *state = PyModule_GetState(module);
  if (!state)
    return NULL;
  return data;
}

// This helper does return NULL.
PyObject *decode_bad(PyObject *module, PyObject *args) {
  PyObject *data = PyBytes_FromStringAndSize(NULL, 10);
  if (data == NULL)
    return NULL;
  module_state *state = get_perhaps(module);
  if (state == NULL)
    return NULL;
  // LEAK: 'data'
  return data;
}
