// RUN: %check_all_hosts %s
// RUNTIME: call=module bad=PyInit_import_bad:leak good=PyInit_import_good,PyInit_first_good
//     fail=PyCapsule_Import args=()
// RUNTIME: call=module good=PyInit_import_bad,PyInit_import_good,PyInit_first_good args=()
// RUNTIME-SETUP: import datetime
// Pattern: L13
// A macro that imports another module's C API returns from PyInit_* when that
// fails.

#include <Python.h>

static void *datetime_api;
static int load_datetime_api(void) {
  datetime_api = PyCapsule_Import("datetime.datetime_CAPI", 0);
  return datetime_api == NULL ? -1 : 0;
}
#define IMPORT_API()                                                           \
  {                                                                            \
    if (load_datetime_api() < 0) {                                             \
      PyErr_Print();                                                           \
      PyErr_SetString(PyExc_ImportError, "datetime failed to import");         \
      return NULL;                                                             \
    }                                                                          \
  }

static struct PyModuleDef def = {
    PyModuleDef_HEAD_INIT, "example", NULL, -1, NULL, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_import_bad(void) {
  PyObject *module = PyModule_Create(&def);
  if (module == NULL)
    return NULL;
  IMPORT_API();
  // LEAK: 'module'
  return module;
}

PyMODINIT_FUNC PyInit_import_good(void) {
  PyObject *module = PyModule_Create(&def);
  if (module == NULL)
    return NULL;
  if (load_datetime_api() < 0) {
    Py_DECREF(module);
    return NULL;
  }
  return module;
}

PyMODINIT_FUNC PyInit_first_good(void) {
  IMPORT_API();
  return PyModule_Create(&def);
}
