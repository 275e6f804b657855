// RUN: %check_all_hosts %s
// RUNTIME: bad=borrowing_bad:leak good=stealing_good,borrowing_good args=({}, 70000)
// Pattern: S03
// A helper hands its format on to Py_BuildValue: whether the reference is taken
// depends on the caller's text.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

template <typename T>
static bool put(PyObject *dict, const char *key, const char *format, T value) {
  PyObject *built = Py_BuildValue(format, value);
  if (built == nullptr)
    return false;
  int result = PyDict_SetItemString(dict, key, built);
  Py_DECREF(built);
  return result == 0;
}

static bool put_object(PyObject *dict, const char *key, PyObject *value) {
  PyObject *built = Py_BuildValue("O", value);
  if (built == nullptr)
    return false;
  int result = PyDict_SetItemString(dict, key, built);
  Py_DECREF(built);
  return result == 0;
}

extern "C" PyObject *stealing_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  if (!put(dict, "key", "N", PyNumber_Negative(PyTuple_GET_ITEM(args, 1))))
    return nullptr;
  Py_RETURN_NONE;
}

extern "C" PyObject *borrowing_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  PyObject *value = PyNumber_Negative(PyTuple_GET_ITEM(args, 1));
  if (value == nullptr)
    return nullptr;
  bool done = put_object(dict, "key", value);
  Py_DECREF(value);
  if (!done)
    return nullptr;
  Py_RETURN_NONE;
}

extern "C" PyObject *borrowing_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  PyObject *value = PyNumber_Negative(PyTuple_GET_ITEM(args, 1));
  if (value == nullptr)
    return nullptr;
  if (!put_object(dict, "key", value))
    return nullptr;
  // LEAK: 'value'
  Py_RETURN_NONE;
}
