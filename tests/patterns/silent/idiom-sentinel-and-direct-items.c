// RUN: %check_all_hosts %s
// RUNTIME: good=lookup args=({'k': object()}, 'k')
// RUNTIME: good=lookup args=({}, 'k')
// RUNTIME: good=copy_items,fast_copy,move_items args=(object(), 2.5)
// RUNTIME: good=copy_items,fast_copy,move_items args=()
// Pattern: idiom
// A static object as a marker, and arrays of items written without the macros.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject missing_struct;
#define MISSING (&missing_struct)

static PyObject *get(PyObject *dict, PyObject *key, int *found) {
  PyObject *value = PyDict_GetItemWithError(dict, key);
  *found = value != NULL;
  return value ? value : MISSING;
}

static PyObject *lookup(PyObject *self, PyObject *args) {
  PyObject *dict, *key;
  int found;
  if (!PyArg_ParseTuple(args, "O!O", &PyDict_Type, &dict, &key))
    return NULL;
  PyObject *value = get(dict, key, &found);
  if (value == MISSING) {
    if (!PyErr_Occurred())
      PyErr_SetObject(PyExc_KeyError, key);
    return NULL;
  }
  Py_INCREF(value);
  return value;
}

static PyObject *copy_items(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyTuple_GET_SIZE(args);
  PyListObject *list = (PyListObject *)PyList_New(size);
  if (list == NULL)
    return NULL;
  PyObject **target = list->ob_item;
  PyObject **source = ((PyTupleObject *)args)->ob_item;
  for (Py_ssize_t i = 0; i < size; i++) {
    PyObject *item = source[i];
    Py_INCREF(item);
    target[i] = item;
  }
  return (PyObject *)list;
}

static PyObject *fast_copy(PyObject *self, PyObject *args) {
  PyObject *fast = PySequence_Fast(args, "a sequence is expected");
  if (fast == NULL)
    return NULL;
  Py_ssize_t size = PySequence_Fast_GET_SIZE(fast);
  PyObject **items = PySequence_Fast_ITEMS(fast);
  PyObject *result = PyTuple_New(size);
  if (result != NULL) {
    for (Py_ssize_t i = 0; i < size; i++) {
      Py_INCREF(items[i]);
      PyTuple_SET_ITEM(result, i, items[i]);
    }
  }
  Py_DECREF(fast);
  return result;
}

// The list's items move into the tuple; the list forgets them.
static PyObject *move_items(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  Py_ssize_t size = PyList_GET_SIZE(list);
  PyObject *tuple = PyTuple_New(size);
  if (tuple == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  for (Py_ssize_t i = 0; i < size; i++) {
    PyTuple_SET_ITEM(tuple, i, PyList_GET_ITEM(list, i));
    ((PyListObject *)list)->ob_item[i] = NULL;
  }
  Py_DECREF(list);
  return tuple;
}
