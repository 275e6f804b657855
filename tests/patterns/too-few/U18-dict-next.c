// RUN: %check_all_hosts %s
// RUNTIME-SETUP: class Value:
// RUNTIME-SETUP:     def __str__(self):
// RUNTIME-SETUP:         kept.clear()
// RUNTIME-SETUP:         return "text"
// RUNTIME-SETUP: kept = {}
// RUNTIME-SETUP: def values():
// RUNTIME-SETUP:     kept["key"] = Value()
// RUNTIME-SETUP:     return (kept,)
// RUNTIME: bad=texts_bad:crash|over|freed good=texts_good args=values()
// Pattern: U18
// PyDict_Next lends keys and values: Python code that runs in the loop can take
// them out of the dictionary.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *texts_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  PyObject *key, *value;
  Py_ssize_t pos = 0;
  PyObject *texts = PyDict_New();
  if (texts == NULL)
    return NULL;
  while (PyDict_Next(dict, &pos, &key, &value)) {
    PyObject *text = PyObject_Str(value);
    if (text == NULL) {
      Py_DECREF(texts);
      return NULL;
    }
    int done = PyDict_SetItem(texts, text, value);
    // BORROWED-INVALIDATED: 'value' ... 'PyObject_Str'
    Py_DECREF(text);
    if (done < 0) {
      Py_DECREF(texts);
      return NULL;
    }
  }
  return texts;
}

static PyObject *texts_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  PyObject *key, *value;
  Py_ssize_t pos = 0;
  PyObject *texts = PyDict_New();
  if (texts == NULL)
    return NULL;
  while (PyDict_Next(dict, &pos, &key, &value)) {
    Py_INCREF(value);
    PyObject *text = PyObject_Str(value);
    int done = text == NULL ? -1 : PyDict_SetItem(texts, text, value);
    Py_XDECREF(text);
    Py_DECREF(value);
    if (done < 0) {
      Py_DECREF(texts);
      return NULL;
    }
  }
  return texts;
}
