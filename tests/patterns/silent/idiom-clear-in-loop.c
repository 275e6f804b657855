// RUN: %check_all_hosts %s
// RUNTIME: good=join,visit,reset args=(1, 'a', 2.5)
// RUNTIME: good=join fail=PyList_Append@2 args=(1, 'a', 2.5)
// RUNTIME: good=visit fail=PyObject_Str@2 args=(1, 'a', 2.5)
// Pattern: idiom
// Py_CLEAR in loops: variables that are empty at the head of each turn.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *join(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0), *text = NULL;
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    text = PyObject_Repr(PyTuple_GET_ITEM(args, i));
    if (text == NULL)
      goto error;
    if (PyList_Append(list, text) < 0)
      goto error;
    Py_CLEAR(text);
  }
  return list;
error:
  Py_XDECREF(text);
  Py_DECREF(list);
  return NULL;
}

static PyObject *visit(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(args);
  PyObject *item = NULL, *text = NULL;
  Py_ssize_t length = 0;
  if (iterator == NULL)
    return NULL;
  for (;;) {
    Py_CLEAR(item);
    Py_CLEAR(text);
    item = PyIter_Next(iterator);
    if (item == NULL)
      break;
    if (item == Py_None)
      continue;
    text = PyObject_Str(item);
    if (text == NULL)
      break;
    length += PyUnicode_GetLength(text);
  }
  Py_XDECREF(item);
  Py_XDECREF(text);
  Py_DECREF(iterator);
  if (PyErr_Occurred())
    return NULL;
  return PyLong_FromSsize_t(length);
}

static PyObject *slots[4];

static PyObject *reset(PyObject *self, PyObject *args) {
  for (int i = 0; i < 4; i++)
    Py_CLEAR(slots[i]);
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args) && i < 4; i++)
    slots[i] = Py_NewRef(PyTuple_GET_ITEM(args, i));
  Py_RETURN_NONE;
}
