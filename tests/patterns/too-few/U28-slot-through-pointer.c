// RUN: %check_all_hosts %s
// Pattern: U28
// A slot runs code that can make a type, a list or a dictionary drop what it
// was called with.

#include <Python.h>

static PyObject *bind_bad(PyObject *type, PyObject *name) {
  PyObject *found = _PyType_Lookup((PyTypeObject *)type, name);
  if (found == NULL)
    Py_RETURN_NONE;
  descrgetfunc get = Py_TYPE(found)->tp_descr_get;
  if (get == NULL)
    Py_RETURN_NONE;
  return get(found, NULL, type);
  // BORROWED-INVALIDATED: 'found'
}

static PyObject *compare_bad(PyObject *list, PyObject *other) {
  if (!PyList_Check(list) || PyList_GET_SIZE(list) == 0)
    Py_RETURN_NONE;
  PyObject *first = PyList_GET_ITEM(list, 0);
  return Py_TYPE(first)->tp_richcompare(first, other, Py_EQ);
  // BORROWED-INVALIDATED: 'first'
}

static PyObject *attribute_bad(PyObject *dict, PyObject *name) {
  PyObject *value = PyDict_GetItemWithError(dict, name);
  if (value == NULL)
    return NULL;
  getattrofunc get = Py_TYPE(value)->tp_getattro;
  PyObject *result = get(value, name);
  // BORROWED-INVALIDATED: 'value'
  return result;
}

static PyObject *later_bad(PyObject *list, PyObject *arg) {
  PyObject *first = PyList_GetItem(list, 0);
  if (first == NULL)
    return NULL;
  PyObject *text = Py_TYPE(arg)->tp_repr(arg);
  if (text == NULL)
    return NULL;
  Py_DECREF(text);
  Py_INCREF(first); // BORROWED-INVALIDATED: 'first'
  return first;
}

// The type of an object may be a static one, whose attributes stay.
static PyObject *bind_own_good(PyObject *self, PyObject *name) {
  PyObject *found = _PyType_Lookup(Py_TYPE(self), name);
  if (found == NULL)
    Py_RETURN_NONE;
  descrgetfunc get = Py_TYPE(found)->tp_descr_get;
  if (get == NULL)
    Py_RETURN_NONE;
  return get(found, self, (PyObject *)Py_TYPE(self));
}

static PyObject *bind_good(PyObject *self, PyObject *name) {
  PyObject *found = _PyType_Lookup(Py_TYPE(self), name);
  if (found == NULL)
    Py_RETURN_NONE;
  Py_INCREF(found);
  descrgetfunc get = Py_TYPE(found)->tp_descr_get;
  if (get == NULL)
    return found;
  PyObject *result = get(found, self, (PyObject *)Py_TYPE(self));
  Py_DECREF(found);
  return result;
}

static PyObject *compare_good(PyObject *tuple, PyObject *other) {
  if (!PyTuple_Check(tuple) || PyTuple_GET_SIZE(tuple) == 0)
    Py_RETURN_NONE;
  PyObject *first = PyTuple_GET_ITEM(tuple, 0);
  return Py_TYPE(first)->tp_richcompare(first, other, Py_EQ);
}

static PyObject *own_good(PyObject *self, PyObject *name) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  PyObject *value = NULL;
  if (PyDict_SetItem(dict, name, self) == 0)
    value = PyDict_GetItemWithError(dict, name);
  PyObject *result =
      value == NULL ? NULL : Py_TYPE(value)->tp_getattro(value, name);
  Py_DECREF(dict);
  return result;
}
