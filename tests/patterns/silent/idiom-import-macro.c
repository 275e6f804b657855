// RUN: %check_all_hosts %s
// RUNTIME: good=PyInit_vectors call=module
// Pattern: idiom
// A macro that imports another extension's C API and returns on failure, before
// the module object exists; and the table of functions that it fetches.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static void **Vector_API;

static int import_vector_api(void) {
  PyObject *module = PyImport_ImportModule("datetime");
  if (module == NULL)
    return -1;
  PyObject *capsule = PyObject_GetAttrString(module, "datetime_CAPI");
  Py_DECREF(module);
  if (capsule == NULL)
    return -1;
  if (!PyCapsule_CheckExact(capsule)) {
    PyErr_SetString(PyExc_RuntimeError, "datetime_CAPI is no capsule");
    Py_DECREF(capsule);
    return -1;
  }
  Vector_API = PyCapsule_GetPointer(capsule, "datetime.datetime_CAPI");
  Py_DECREF(capsule);
  return Vector_API ? 0 : -1;
}

#define IMPORT_VECTOR_RETVAL NULL
#define import_vector()                                                        \
  {                                                                            \
    if (import_vector_api() < 0) {                                             \
      PyErr_Print();                                                           \
      PyErr_SetString(PyExc_ImportError,                                       \
                      "the vector module failed to import");                   \
      return IMPORT_VECTOR_RETVAL;                                             \
    }                                                                          \
  }

static struct PyModuleDef vectors_module = {PyModuleDef_HEAD_INIT,
                                            .m_name = "vectors", .m_size = -1};

PyMODINIT_FUNC PyInit_vectors(void) {
  import_vector();
  PyObject *m = PyModule_Create(&vectors_module);
  if (m == NULL)
    return NULL;
  return m;
}
