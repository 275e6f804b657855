// RUN: %check_all_hosts %s
// RUNTIME: bad=PyInit_spam_bad:over good=PyInit_spam_good,PyInit_spam_type_good call=module
// Pattern: U09
// PyModule_AddObject takes a reference over when it succeeds; a static type has
// none to spare, nor has an exception or a module found by name.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyTypeObject Spam_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "spam.Spam",
    .tp_basicsize = sizeof(PyObject),
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

static struct PyModuleDef spam_module = {PyModuleDef_HEAD_INIT,
                                         .m_name = "spam", .m_size = -1};

PyMODINIT_FUNC PyInit_spam_bad(void) {
  if (PyType_Ready(&Spam_Type) < 0)
    return NULL;
  PyObject *module = PyModule_Create(&spam_module);
  if (module == NULL)
    return NULL;
  if (PyModule_AddObject(module, "Spam", (PyObject *)&Spam_Type) < 0) {
    // OVERRELEASE: ... 'Spam_Type'
    Py_DECREF(module);
    return NULL;
  }
  return module;
}

PyMODINIT_FUNC PyInit_spam_good(void) {
  if (PyType_Ready(&Spam_Type) < 0)
    return NULL;
  PyObject *module = PyModule_Create(&spam_module);
  if (module == NULL)
    return NULL;
  Py_INCREF(&Spam_Type);
  if (PyModule_AddObject(module, "Spam", (PyObject *)&Spam_Type) < 0) {
    Py_DECREF(&Spam_Type);
    Py_DECREF(module);
    return NULL;
  }
  return module;
}

// PyModule_AddObjectRef and PyModule_AddType keep a reference of their own.
PyMODINIT_FUNC PyInit_spam_type_good(void) {
  PyObject *module = PyModule_Create(&spam_module);
  if (module == NULL)
    return NULL;
  if (PyModule_AddType(module, &Spam_Type) < 0 ||
      PyModule_AddObjectRef(module, "Alias", (PyObject *)&Spam_Type) < 0) {
    Py_DECREF(module);
    return NULL;
  }
  return module;
}

// A global keeps the exception as well as the module does: two references.
static PyObject *SpamError;

static int error_bad(PyObject *module) {
  return PyModule_AddObject(module, "Base", PyExc_ValueError);
  // OVERRELEASE: ... 'PyExc_ValueError'
}

static int error_good(PyObject *module) {
  SpamError = PyErr_NewException("spam.Error", NULL, NULL);
  if (SpamError == NULL)
    return -1;
  Py_INCREF(SpamError);
  if (PyModule_AddObject(module, "Error", SpamError) < 0) {
    Py_DECREF(SpamError);
    return -1;
  }
  return 0;
}

static PyModuleDef_Slot bad_slots[] = {{Py_mod_exec, error_bad}, {0, NULL}};
static PyModuleDef_Slot good_slots[] = {{Py_mod_exec, error_good}, {0, NULL}};

struct PyModuleDef bad_module = {PyModuleDef_HEAD_INIT, .m_name = "bad",
                                 .m_slots = bad_slots};
struct PyModuleDef good_module = {PyModuleDef_HEAD_INIT, .m_name = "good",
                                  .m_slots = good_slots};
