// RUN: %check_all_hosts %s
// RUNTIME: call=module bad=PyInit_constant_bad:leak good=PyInit_constant_good
//     fail=PyModule_AddIntConstant args=()
// RUNTIME: call=module bad=PyInit_error_bad:leak good=PyInit_error_good fail=PyErr_NewException
//     args=()
// RUNTIME: call=module
//     good=PyInit_constant_bad,PyInit_constant_good,PyInit_error_bad,PyInit_error_good args=()
// RUNTIME: call=module good=PyInit_constant_good,PyInit_error_good fail=PyModule_AddObjectRef
//     args=()
// Pattern: L13
// The module object itself is lost when a later step of PyInit_* fails.

#include <Python.h>

static struct PyModuleDef def = {
    PyModuleDef_HEAD_INIT, "example", NULL, -1, NULL, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_constant_bad(void) {
  PyObject *module = PyModule_Create(&def);
  if (module == NULL)
    return NULL;
  if (PyModule_AddIntConstant(module, "constant", 1) < 0)
    return NULL;
  // LEAK: 'module'
  return module;
}

PyMODINIT_FUNC PyInit_error_bad(void) {
  PyObject *module = PyModule_Create(&def);
  if (module == NULL)
    return NULL;
  PyObject *error = PyErr_NewException("example.Error", NULL, NULL);
  if (error == NULL)
    return NULL;
  // LEAK: 'module'
  if (PyModule_AddObjectRef(module, "Error", error) < 0)
    Py_CLEAR(module);
  Py_DECREF(error);
  return module;
}

PyMODINIT_FUNC PyInit_constant_good(void) {
  PyObject *module = PyModule_Create(&def);
  if (module == NULL)
    return NULL;
  if (PyModule_AddIntConstant(module, "constant", 1) < 0) {
    Py_DECREF(module);
    return NULL;
  }
  return module;
}

PyMODINIT_FUNC PyInit_error_good(void) {
  PyObject *error = NULL;
  PyObject *module = PyModule_Create(&def);
  if (module == NULL)
    return NULL;
  error = PyErr_NewException("example.Error", NULL, NULL);
  if (error == NULL)
    goto fail;
  if (PyModule_AddObjectRef(module, "Error", error) < 0)
    goto fail;
  Py_DECREF(error);
  return module;
fail:
  Py_XDECREF(error);
  Py_DECREF(module);
  return NULL;
}
