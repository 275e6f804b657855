// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import gc
// RUNTIME-SETUP: found = []
// RUNTIME-SETUP: def alone(make):
// RUNTIME-SETUP:     make()
// RUNTIME-SETUP:     if gc.collect():  # only the collector frees what was made
// RUNTIME-SETUP:         found.append([])
// RUNTIME: bad=dict_bad:leak,owned_bad:leak good=owned_good run=alone(f)
// Pattern: G10
// The same with C++: references, and a class that owns.

#include <Python.h>

namespace {

int put(PyObject *&into, const char *name, PyObject *value) {
  return PyDict_SetItemString(into, name, value);
}

} // namespace

PyObject *dict_bad(PyObject *self, PyObject *args) {
  PyObject *globals = PyDict_New();
  if (!globals)
    return nullptr;
  if (put(globals, "globals", globals) < 0) {
    // REFERENCE-CYCLE: 'put' makes 'globals' hold itself
    Py_DECREF(globals);
    return nullptr;
  }
  return globals;
}

PyObject *owned_bad(PyObject *self, PyObject *args) {
  auto *list = PyList_New(0);
  auto *const dict = PyDict_New();
  if (list && dict && PyDict_SetItemString(dict, "list", list) == 0)
    if (PyList_Append(list, dict) < 0)
      // REFERENCE-CYCLE: 'PyList_Append' makes 'list' hold itself: list -> dict -> list
      Py_CLEAR(list);
  Py_XDECREF(dict);
  return list;
}

PyObject *owned_good(PyObject *self, PyObject *args) {
  auto *list = PyList_New(0);
  auto *const dict = PyDict_New();
  if (list && dict && PyDict_SetItemString(dict, "list", list) < 0)
    Py_CLEAR(list);
  Py_XDECREF(dict);
  return list;
}
