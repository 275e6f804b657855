// RUN: %check_all_hosts %s
// RUNTIME: call=inquiry bad=exec_bad:leak good=exec_good,exec_newer_good
//     args=(types.ModuleType('example'),)
// RUNTIME: call=inquiry good=exec_good fail=PyModule_AddObjectRef
//     args=(types.ModuleType('example'),)
// RUNTIME-SETUP: import types
// Pattern: L12
// The same in the Py_mod_exec slot of a module; PyModule_Add takes the reference
// over in every outcome.

#include <Python.h>

#include "../../Inputs/newer-api.h"

static int exec_bad(PyObject *module) {
  PyObject *error = PyErr_NewException("example.Error", NULL, NULL);
  if (error == NULL)
    return -1;
  if (PyModule_AddObjectRef(module, "Error", error) < 0) {
    Py_DECREF(error);
    return -1;
  }
  return 0;
  // LEAK: 'error'
}

static int exec_good(PyObject *module) {
  PyObject *error = PyErr_NewException("example.Error", NULL, NULL);
  if (error == NULL)
    return -1;
  int status = PyModule_AddObjectRef(module, "Error", error);
  Py_DECREF(error);
  return status;
}

static int exec_newer_good(PyObject *module) {
  PyObject *error = PyErr_NewException("example.Error", NULL, NULL);
  return PyModule_Add(module, "Error", error);
}

PyModuleDef_Slot slots[] = {{Py_mod_exec, (void *)exec_bad},
                            {Py_mod_exec, (void *)exec_good},
                            {Py_mod_exec, (void *)exec_newer_good},
                            {0, NULL}};
