// RUN: %check_all_hosts %s
// RUNTIME: good=item_good,text_good,first_good args=({'k': object()}, [object()])
// RUNTIME: good=item_good,text_good,first_good args=({}, [object()])
// Pattern: S06
// A look-up finds what an earlier one has found, as long as no code has run and
// nothing was written.

#include <Python.h>

static PyObject *item_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  if (PyDict_GetItemString(dict, "k") == NULL)
    Py_RETURN_NONE;
  PyObject *item = PyDict_GetItemString(dict, "k");
  Py_INCREF(item);
  return item;
}

static PyObject *text_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  if (PyDict_GetItemString(dict, "k")) {
    PyObject *item = PyDict_GetItemString(dict, "k");
    return PyUnicode_FromString(Py_TYPE(item)->tp_name);
  }
  Py_RETURN_NONE;
}

static PyObject *first_good(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GetItem(args, 1);
  if (PyList_GetItem(list, 0) == NULL)
    return NULL;
  Py_INCREF(PyList_GetItem(list, 0));
  return PyList_GetItem(list, 0);
}

static PyObject *other_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  if (PyDict_GetItemString(dict, "k") == NULL)
    Py_RETURN_NONE;
  PyObject *item = PyDict_GetItemString(dict, "l");
  Py_INCREF(item);
  // NULL-RESULT: 'item' may be NULL
  return item;
}

static PyObject *cleared_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  if (PyDict_GetItemString(dict, "k") == NULL)
    Py_RETURN_NONE;
  PyDict_Clear(dict);
  PyObject *item = PyDict_GetItemString(dict, "k");
  Py_INCREF(item);
  // NULL-RESULT: 'item' may be NULL
  return item;
}

static PyObject *code_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  if (PyDict_GetItemString(dict, "k") == NULL)
    Py_RETURN_NONE;
  PyObject *text = PyObject_CallFunction(self, NULL);
  Py_XDECREF(text);
  PyObject *item = PyDict_GetItemString(dict, "k");
  Py_INCREF(item);
  // NULL-RESULT: 'item' may be NULL
  return item;
}
