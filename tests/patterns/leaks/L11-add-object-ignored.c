// RUN: %check_all_hosts %s
// Pattern: L11
// PyModule_AddObject takes its argument over only if it succeeds. Whoever does
// not ask loses the object when it fails: said once in a function.

#include <Python.h>

static int add_list_bad(PyObject *module) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return -1;
  PyModule_AddObject(module, "list", list);
  return 0;
  // LEAK: 'list'
}

static int add_several_bad(PyObject *module) {
  PyObject *first = PyList_New(0);
  if (first == NULL)
    return -1;
  PyModule_AddObject(module, "first", first);
  PyObject *second = PyDict_New();
  if (second == NULL)
    return -1;
  PyModule_AddObject(module, "second", second);
  return 0;
  // LEAK: 'first'
}

#define ADD(module, name, o)                                                   \
  do {                                                                         \
    Py_INCREF(o);                                                              \
    PyModule_AddObject(module, name, o);                                       \
  } while (0)

static int add_by_macro_bad(PyObject *module) {
  PyObject *path = PySys_GetObject("path");
  if (path == NULL)
    return -1;
  ADD(module, "path", path);
  return 0;
  // LEAK: 'path'
}

static int add_good(PyObject *module) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return -1;
  if (PyModule_AddObject(module, "list", list) < 0) {
    Py_DECREF(list);
    return -1;
  }
  return 0;
}

// What steals in any case needs no answer.
static int set_good(PyObject *list) {
  PyObject *number = PyLong_FromLong(70000);
  if (number == NULL)
    return -1;
  PyList_SetItem(list, 0, number);
  return 0;
}

// What keeps a reference of its own loses none when it fails.
static int add_ref_good(PyObject *module) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return -1;
  PyDict_SetItemString(module, "list", list);
  Py_DECREF(list);
  return 0;
}
