// RUN: %check_all_hosts %s
// RUNTIME: call=module bad=PyInit_bad:leak good=PyInit_good,PyInit_helper_good
//     fail=PyModule_AddObject args=()
// RUNTIME: call=module good=PyInit_bad,PyInit_good,PyInit_helper_good args=()
// Pattern: L11
// The same in a macro that adds an object and returns when that fails, and in a
// helper that gets it right for all its callers.

#include <Python.h>

#define ADD(module, name, value)                                               \
  do {                                                                         \
    PyObject *added = (value);                                                 \
    if (added == NULL || PyModule_AddObject((module), (name), added) < 0) {    \
      Py_DECREF(module);                                                       \
      return NULL;                                                             \
    }                                                                          \
  } while (0)
#define ADD_RELEASING(module, name, value)                                     \
  do {                                                                         \
    PyObject *added = (value);                                                 \
    if (added == NULL || PyModule_AddObject((module), (name), added) < 0) {    \
      Py_XDECREF(added);                                                       \
      Py_DECREF(module);                                                       \
      return NULL;                                                             \
    }                                                                          \
  } while (0)

static struct PyModuleDef def = {
    PyModuleDef_HEAD_INIT, "example", NULL, -1, NULL, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_bad(void) {
  PyObject *module = PyModule_Create(&def);
  if (module == NULL)
    return NULL;
  ADD(module, "version", PyUnicode_FromString("1.0"));
  // LEAK: 'added'
  return module;
}

PyMODINIT_FUNC PyInit_good(void) {
  PyObject *module = PyModule_Create(&def);
  if (module == NULL)
    return NULL;
  ADD_RELEASING(module, "version", PyUnicode_FromString("1.0"));
  return module;
}

static int add(PyObject *module, const char *name, PyObject *value) {
  if (value == NULL)
    return -1;
  if (PyModule_AddObject(module, name, value) < 0) {
    Py_DECREF(value);
    return -1;
  }
  return 0;
}

PyMODINIT_FUNC PyInit_helper_good(void) {
  PyObject *module = PyModule_Create(&def);
  if (module == NULL)
    return NULL;
  if (add(module, "version", PyUnicode_FromString("1.0")) < 0) {
    Py_DECREF(module);
    return NULL;
  }
  return module;
}
