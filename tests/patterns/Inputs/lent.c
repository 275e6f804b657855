// Borrowed items, given to calls that run their code.
#include <Python.h>

PyObject *repr_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  PyObject *item = PyList_GetItem(list, 0);
  if (item == NULL)
    return NULL;
  return PyObject_Repr(item);
}

PyObject *tuple_bad(PyObject *self, PyObject *args) {
  PyObject *item = PyList_GetItem(PyTuple_GET_ITEM(args, 0), 0);
  if (item == NULL)
    return NULL;
  return PySequence_Tuple(item);
}

PyObject *name_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyTuple_GET_ITEM(args, 0);
  PyObject *item = PyDict_GetItemWithError(dict, self), *name = NULL;
  if (item == NULL)
    return NULL;
  if ((name = PyObject_GetAttr(item, self)) == NULL)
    return NULL;
  return name;
}

// Held here, in a tuple, or in a list that nobody else knows.
PyObject *held_good(PyObject *self, PyObject *args) {
  PyObject *item = PyList_GetItem(PyTuple_GET_ITEM(args, 0), 0);
  if (item == NULL)
    return NULL;
  Py_INCREF(item);
  PyObject *text = PyObject_Repr(item);
  Py_DECREF(item);
  return text;
}

PyObject *tuple_good(PyObject *self, PyObject *args) {
  return PyObject_Repr(PyTuple_GET_ITEM(args, 0));
}
