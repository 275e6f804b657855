// RUN: %check_all_hosts %s
// Pattern: idiom
// An imported module stays in sys.modules: what is borrowed from it outlives
// the reference that the import gave. The module itself is another matter.

#include <Python.h>

static PyObject *dict_good(PyObject *self, PyObject *args) {
  PyObject *module = PyImport_ImportModule("codecs");
  if (module == NULL)
    return NULL;
  PyObject *dict = PyModule_GetDict(module);
  Py_DECREF(module);
  Py_INCREF(dict);
  return dict;
}

static PyObject *imported(const char *name) {
  return PyImport_ImportModuleLevel(name, NULL, NULL, NULL, 0);
}

static PyObject *level_good(PyObject *self, PyObject *args) {
  PyObject *module =
      PyImport_ImportModuleLevel("codecs", NULL, NULL, NULL, 0);
  if (module == NULL)
    return NULL;
  PyObject *dict = PyModule_GetDict(module);
  Py_DECREF(module);
  return PyDict_Copy(dict);
}

// The bad twins.
static PyObject *module_bad(PyObject *self, PyObject *args) {
  PyObject *module = PyImport_ImportModule("codecs");
  if (module == NULL)
    return NULL;
  Py_DECREF(module);
  return PyObject_Repr(module);
  // USE-AFTER-RELEASE: 'module'
}

static PyObject *own_bad(PyObject *self, PyObject *args) {
  PyObject *module = PyModule_New("own");
  if (module == NULL)
    return NULL;
  PyObject *dict = PyModule_GetDict(module);
  Py_DECREF(module);
  return PyDict_Copy(dict);
  // USE-AFTER-RELEASE: 'dict'
}

static PyObject *leak_bad(PyObject *self, PyObject *args) {
  PyObject *module = imported("codecs");
  if (module == NULL)
    return NULL;
  return PyModule_GetDict(module) == args ? Py_NewRef(self) : PyList_New(0);
  // LEAK: 'module'
}
