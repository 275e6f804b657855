// RUN: %check_all_hosts %s
// RUNTIME: good=text_good,object_good,again_good call=o args=('k',)
// RUNTIME: bad=other_bad:crash,deleted_bad:crash call=o args=('k',)
// Pattern: S16
// What has just been put into a dictionary is found there.

#include <Python.h>

static PyObject *text_good(PyObject *self, PyObject *o) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  if (PyDict_SetItemString(dict, "a", o) < 0) {
    Py_DECREF(dict);
    return NULL;
  }
  PyObject *item = PyDict_GetItemString(dict, "a");
  Py_INCREF(item);
  Py_DECREF(dict);
  return item;
}

static PyObject *object_good(PyObject *self, PyObject *o) {
  PyObject *dict = PyDict_New(), *list = PyList_New(0);
  if (!dict || !list || PyDict_SetItem(dict, o, list)) {
    Py_XDECREF(dict);
    Py_XDECREF(list);
    return NULL;
  }
  Py_DECREF(list);
  list = PyDict_GetItemWithError(dict, o);
  Py_INCREF(list);
  Py_DECREF(dict);
  return list;
}

// Only if it is not there yet.
static PyObject *again_good(PyObject *self, PyObject *o) {
  PyObject *dict = PyDict_New(), *list;
  if (dict == NULL)
    return NULL;
  for (int i = 0; i < 3; i++) {
    if (PyDict_GetItem(dict, o) == NULL) {
      list = PyList_New(0);
      if (list == NULL || PyDict_SetItem(dict, o, list) < 0) {
        Py_XDECREF(list);
        Py_DECREF(dict);
        return NULL;
      }
      Py_DECREF(list);
    }
    if (PyList_Append(PyDict_GetItem(dict, o), Py_None) < 0) {
      Py_DECREF(dict);
      return NULL;
    }
  }
  return dict;
}

static PyObject *other_bad(PyObject *self, PyObject *o) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  if (PyDict_SetItemString(dict, "a", o) < 0) {
    Py_DECREF(dict);
    return NULL;
  }
  PyObject *item = PyDict_GetItemString(dict, "b");
  Py_INCREF(item);
  // NULL-RESULT: ^'item' may be NULL
  Py_DECREF(dict);
  return item;
}

static PyObject *deleted_bad(PyObject *self, PyObject *o) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  if (PyDict_SetItem(dict, o, o) < 0 || PyDict_DelItem(dict, o) < 0) {
    Py_DECREF(dict);
    return NULL;
  }
  PyObject *item = PyDict_GetItem(dict, o);
  Py_INCREF(item);
  // NULL-RESULT: ^'item' may be NULL
  Py_DECREF(dict);
  return item;
}
