// RUN: %check_all_hosts %s
// RUNTIME: bad=dict_bad:leak,append_bad:leak,attribute_bad:leak
//     good=dict_good,append_good,stolen_good,build_good args=(target,)
// RUNTIME-SETUP: class Target: pass
// RUNTIME-SETUP: target = Target()
// Pattern: L04
// A new reference made inside the argument list of a call that does not take it
// over: nobody holds it afterwards.

#include <Python.h>

static PyObject *dict_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  if (PyDict_SetItemString(dict, "k", PyLong_FromLong(123456)) < 0) {
    // LEAK: 'PyLong_FromLong'
    Py_DECREF(dict);
    return NULL;
  }
  return dict;
}

static PyObject *append_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if (PyList_Append(list, PyUnicode_FromString("some text")) < 0)
    // LEAK: 'PyUnicode_FromString'
    Py_CLEAR(list);
  return list;
}

static PyObject *attribute_bad(PyObject *self, PyObject *args) {
  if (PyObject_SetAttrString(PyTuple_GET_ITEM(args, 0), "value", PyDict_New()))
    // LEAK: 'PyDict_New'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *dict_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  PyObject *value = PyLong_FromLong(123456);
  if (value == NULL || PyDict_SetItemString(dict, "k", value) < 0)
    Py_CLEAR(dict);
  Py_XDECREF(value);
  return dict;
}

static PyObject *append_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *item = PyUnicode_FromString("some text");
  if (item == NULL || PyList_Append(list, item) < 0)
    Py_CLEAR(list);
  Py_XDECREF(item);
  return list;
}

// These take the reference over.
static PyObject *stolen_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  if (PyList_SetItem(list, 0, PyLong_FromLong(123456)) < 0) {
    Py_DECREF(list);
    return NULL;
  }
  return list;
}

static PyObject *build_good(PyObject *self, PyObject *args) {
  return Py_BuildValue("(N)", PyUnicode_FromString("some text"));
}
