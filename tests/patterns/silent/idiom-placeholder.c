// RUN: %check_all_hosts %s
// RUNTIME: good=describe,collect,lazy args=('x',)
// RUNTIME: good=describe,collect,lazy args=()
// RUNTIME: good=describe args=(None,)
// RUNTIME: good=describe fail=PyDict_SetItemString args=('x',)
// RUNTIME: good=collect fail=PyObject_Repr@2 args=(1, 2)
// Pattern: idiom
// None with a reference of its own stands in for an object that may come later;
// one Py_DECREF releases whichever it is.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *describe(PyObject *self, PyObject *args) {
  PyObject *text, *dict;
  if (PyTuple_GET_SIZE(args) > 0) {
    text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
    if (text == NULL)
      return NULL;
  } else {
    Py_INCREF(Py_None);
    text = Py_None;
  }
  dict = PyDict_New();
  if (dict == NULL) {
    Py_DECREF(text);
    return NULL;
  }
  if (PyDict_SetItemString(dict, "text", text) < 0) {
    Py_DECREF(text);
    Py_DECREF(dict);
    return NULL;
  }
  Py_DECREF(text);
  return dict;
}

// The placeholder is released when the real object takes its place.
static PyObject *collect(PyObject *self, PyObject *args) {
  PyObject *last = Py_None;
  Py_INCREF(last);
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    Py_DECREF(last);
    last = PyObject_Repr(PyTuple_GET_ITEM(args, i));
    if (last == NULL)
      return NULL;
  }
  return last;
}

static PyObject *lazy(PyObject *self, PyObject *args) {
  PyObject *value = Py_NewRef(Py_None);
  if (PyTuple_GET_SIZE(args) > 0) {
    PyObject *list = PySequence_List(args);
    if (list == NULL) {
      Py_DECREF(value);
      return NULL;
    }
    Py_SETREF(value, list);
  }
  PyObject *result = PyObject_Str(value);
  Py_DECREF(value);
  return result;
}
