// RUN: %check_all_hosts %s
// Pattern: U09
// A static variable that nothing reads after its only function has set it keeps
// nothing.

#include <Python.h>

static PyObject *cwd_function, *chdir_function, *cached;

int add_getcwd_good(PyObject *module, PyObject *os) {
  if (!(cwd_function = PyObject_GetAttrString(os, "getcwd")))
    return -1;
  if (PyModule_AddObject(module, "_getcwd", cwd_function) < 0) {
    Py_DECREF(cwd_function);
    return -1;
  }
  return 0;
}

int add_local_good(PyObject *module, PyObject *os) {
  static PyObject *descriptor;
  descriptor = PyObject_GetAttrString(os, "fchdir");
  if (descriptor == NULL)
    return -1;
  if (PyModule_AddObject(module, "_fchdir", descriptor) < 0) {
    Py_DECREF(descriptor);
    return -1;
  }
  return 0;
}

int add_chdir_bad(PyObject *module, PyObject *os) {
  if (!(chdir_function = PyObject_GetAttrString(os, "chdir")))
    return -1;
  if (PyModule_AddObject(module, "_chdir", chdir_function) < 0) {
    // OVERRELEASE: ^'PyModule_AddObject' steals the reference that 'chdir_function' keeps
    Py_CLEAR(chdir_function);
    return -1;
  }
  return 0;
}

PyObject *call_chdir(PyObject *self, PyObject *path) {
  return PyObject_CallOneArg(chdir_function, path);
}

// The next call finds what this one has given away.
int add_cached_bad(PyObject *module, PyObject *os) {
  if (cached == NULL) {
    cached = PyObject_GetAttrString(os, "getcwdb");
    if (cached == NULL)
      return -1;
  }
  return PyModule_AddObject(module, "_getcwdb", cached);
  // OVERRELEASE: ^'PyModule_AddObject' steals the reference that 'cached' keeps
}
