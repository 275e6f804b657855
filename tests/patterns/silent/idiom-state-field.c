// RUN: %check_all_hosts %s
// RUNTIME: good=PyInit_m call=module
// Pattern: idiom
// An accessor gives the same state at each call: what was stored in a field of
// it is what is read there later.

#include <Python.h>

typedef struct {
  PyObject *error;
} State;

static State *get_state(PyObject *module) {
  return (State *)PyModule_GetState(module);
}

static int clear(PyObject *module) {
  Py_CLEAR(get_state(module)->error);
  return 0;
}

static void release(void *module) { clear((PyObject *)module); }

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "m", NULL, sizeof(State), NULL, NULL, NULL, clear,
    release};

PyMODINIT_FUNC PyInit_m(void) {
  PyObject *module = PyModule_Create(&definition);
  if (module == NULL)
    return NULL;
  PyObject *error = PyErr_NewException("m.Error", NULL, NULL);
  if (error == NULL) {
    Py_DECREF(module);
    return NULL;
  }
  get_state(module)->error = error;
  Py_INCREF(error);
  if (PyModule_AddObject(module, "Error", get_state(module)->error) < 0) {
    Py_DECREF(error);
    Py_DECREF(module);
    return NULL;
  }
  PyModule_AddIntConstant(module, "one", 1);
  return module;
}
