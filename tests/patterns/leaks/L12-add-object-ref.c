// RUN: %check_all_hosts %s
// RUNTIME: call=module bad=PyInit_value_bad:leak,PyInit_type_bad:leak,PyInit_nested_bad:leak
//     good=PyInit_value_good,PyInit_type_good args=()
// RUNTIME: call=module good=PyInit_value_good,PyInit_type_good fail=PyModule_AddObjectRef args=()
// Pattern: L12
// PyModule_AddObjectRef and PyModule_AddType take references of their own in
// every outcome.

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
  if (value == NULL || PyModule_AddObjectRef(module, "value", value) < 0) {
    Py_XDECREF(value);
    Py_DECREF(module);
    return NULL;
  }
  return module;
  // LEAK: 'value'
}

PyMODINIT_FUNC PyInit_type_bad(void) {
  PyObject *module = PyModule_Create(&def);
  if (module == NULL)
    return NULL;
  PyObject *type = PyType_FromSpec(&thing_spec);
  if (type == NULL) {
    Py_DECREF(module);
    return NULL;
  }
  if (PyModule_AddType(module, (PyTypeObject *)type) < 0) {
    Py_DECREF(type);
    Py_DECREF(module);
    return NULL;
  }
  return module;
  // LEAK: 'type'
}

PyMODINIT_FUNC PyInit_nested_bad(void) {
  PyObject *module = PyModule_Create(&def);
  if (module == NULL)
    return NULL;
  if (PyModule_AddObjectRef(module, "items", PyList_New(0)) < 0) {
    // LEAK: 'PyList_New'
    Py_DECREF(module);
    return NULL;
  }
  return module;
}

PyMODINIT_FUNC PyInit_value_good(void) {
  PyObject *module = PyModule_Create(&def);
  if (module == NULL)
    return NULL;
  PyObject *value = PyLong_FromLong(123456);
  if (value == NULL || PyModule_AddObjectRef(module, "value", value) < 0) {
    Py_XDECREF(value);
    Py_DECREF(module);
    return NULL;
  }
  Py_DECREF(value);
  return module;
}

PyMODINIT_FUNC PyInit_type_good(void) {
  PyObject *module = PyModule_Create(&def);
  if (module == NULL)
    return NULL;
  PyObject *type = PyType_FromSpec(&thing_spec);
  if (type == NULL || PyModule_AddType(module, (PyTypeObject *)type) < 0)
    Py_CLEAR(module);
  Py_XDECREF(type);
  return module;
}
