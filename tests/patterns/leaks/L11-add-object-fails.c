// RUN: %check_all_hosts %s
// RUNTIME: call=module bad=PyInit_value_bad:leak,PyInit_type_bad:leak
//     good=PyInit_value_good,PyInit_type_good fail=PyModule_AddObject args=()
// RUNTIME: call=module good=PyInit_value_bad,PyInit_value_good,PyInit_type_bad,PyInit_type_good
//     args=()
// RUNTIME: call=module good=PyInit_value_good,PyInit_type_good fail=PyModule_Create2 args=()
// Pattern: L11
// PyModule_AddObject takes the reference over when it succeeds, and only then.

#include <Python.h>

static struct PyModuleDef def = {
    PyModuleDef_HEAD_INIT, "example", NULL, -1, NULL, NULL, NULL, NULL, NULL};

static PyType_Slot thing_slots[] = {{0, NULL}};
static PyType_Spec thing_spec = {"example.Thing", sizeof(PyObject), 0,
                                 Py_TPFLAGS_DEFAULT |
                                     Py_TPFLAGS_IMMUTABLETYPE,
                                 thing_slots};

PyMODINIT_FUNC PyInit_value_bad(void) {
  PyObject *module = PyModule_Create(&def);
  if (module == NULL)
    return NULL;
  PyObject *value = PyLong_FromLong(123456);
  if (value == NULL || PyModule_AddObject(module, "value", value) < 0) {
    Py_DECREF(module);
    return NULL;
    // LEAK: 'value'
  }
  return module;
}

PyMODINIT_FUNC PyInit_type_bad(void) {
  PyObject *module = PyModule_Create(&def);
  if (!module)
    return NULL;
  PyObject *type = PyType_FromSpec(&thing_spec);
  if (!type)
    goto error;
  if (PyModule_AddObject(module, "Thing", type))
    goto error;
  return module;
error:
  Py_DECREF(module);
  return NULL;
  // LEAK: 'type'
}

PyMODINIT_FUNC PyInit_value_good(void) {
  PyObject *module = PyModule_Create(&def);
  if (module == NULL)
    return NULL;
  PyObject *value = PyLong_FromLong(123456);
  if (value == NULL || PyModule_AddObject(module, "value", value) < 0) {
    Py_XDECREF(value);
    Py_DECREF(module);
    return NULL;
  }
  return module;
}

PyMODINIT_FUNC PyInit_type_good(void) {
  PyObject *module = PyModule_Create(&def);
  if (!module)
    return NULL;
  PyObject *type = PyType_FromSpec(&thing_spec);
  if (!type)
    goto error;
  if (PyModule_AddObject(module, "Thing", type)) {
    Py_DECREF(type);
    goto error;
  }
  return module;
error:
  Py_DECREF(module);
  return NULL;
}
