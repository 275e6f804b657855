// RUN: %check_all_hosts %s
// RUN: %check_all_hosts %s -DNDEBUG
// RUNTIME: bad=twice_bad:leak,counted_bad:leak,after_call_bad:leak,asked_bad:leak
//     good=released_good,moved_good,emptied_good,other_place_good,first_good,by_helper_good
// Pattern: L32
// PyTuple_SET_ITEM and PyList_SET_ITEM release nothing: an item that is put
// where another was loses that one. Whether the macros assert anything makes no
// difference.

#include <Python.h>

static PyObject *twice_bad(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyObject *first = PyFloat_FromDouble(1.5), *second = PyFloat_FromDouble(2.5);
  if (first == NULL || second == NULL) {
    Py_XDECREF(first);
    Py_XDECREF(second);
    Py_DECREF(tuple);
    return NULL;
  }
  PyTuple_SET_ITEM(tuple, 0, first);
  PyTuple_SET_ITEM(tuple, 0, second);
  // LEAK: 'first'
  return tuple;
}

static PyObject *counted_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(2);
  if (list == NULL)
    return NULL;
  PyList_SET_ITEM(list, 0, Py_NewRef(self));
  PyList_SET_ITEM(list, 1, Py_NewRef(args));
  PyList_SET_ITEM(list, 1, Py_NewRef(self));
  // LEAK: 'Py_NewRef(args)'
  return list;
}

// The same arguments are used for two calls.
static PyObject *after_call_bad(PyObject *self, PyObject *args) {
  PyObject *values = PyTuple_New(1);
  if (values == NULL)
    return NULL;
  PyTuple_SET_ITEM(values, 0, Py_NewRef(self));
  PyObject *text = PyObject_CallObject((PyObject *)&PyUnicode_Type, values);
  if (text == NULL) {
    Py_DECREF(values);
    return NULL;
  }
  PyTuple_SET_ITEM(values, 0, text);
  // LEAK: 'Py_NewRef(self)'
  PyObject *length = PyLong_FromSsize_t(PyTuple_GET_SIZE(values));
  Py_DECREF(values);
  return length;
}

// Asking for the type of the container changes nothing.
static PyObject *asked_bad(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(self));
  if (!PyTuple_Check(tuple))
    Py_FatalError("no tuple");
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(args));
  // LEAK: 'Py_NewRef(self)'
  return tuple;
}

static PyObject *released_good(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(self));
  PyTuple_SetItem(tuple, 0, Py_NewRef(args));
  return tuple;
}

static PyObject *moved_good(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(self));
  PyObject *old = PyTuple_GET_ITEM(tuple, 0);
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(args));
  Py_DECREF(old);
  return tuple;
}

static PyObject *emptied_good(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  PyObject *item = PyFloat_FromDouble(1.5);
  if (tuple == NULL || item == NULL) {
    Py_XDECREF(tuple);
    Py_XDECREF(item);
    return NULL;
  }
  PyTuple_SET_ITEM(tuple, 0, item);
  PyTuple_SET_ITEM(tuple, 0, NULL);
  Py_DECREF(tuple);
  return item;
}

static PyObject *other_place_good(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(2);
  if (tuple == NULL)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(self));
  PyTuple_SET_ITEM(tuple, 1, Py_NewRef(args));
  return tuple;
}

static void empty(PyObject *tuple) {
  Py_XDECREF(PyTuple_GET_ITEM(tuple, 0));
  PyTuple_SET_ITEM(tuple, 0, NULL);
}

// What a helper, or PyTuple_SetItem, has taken out is gone.
static PyObject *by_helper_good(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(self));
  empty(tuple);
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(args));
  PyTuple_SetItem(tuple, 0, NULL);
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(self));
  return tuple;
}

// Each turn has a tuple of its own.
static PyObject *first_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  for (int i = 0; i < 2; ++i) {
    PyObject *tuple = PyTuple_New(1);
    if (tuple == NULL) {
      Py_DECREF(list);
      return NULL;
    }
    PyTuple_SET_ITEM(tuple, 0, Py_NewRef(self));
    if (PyList_Append(list, tuple) < 0) {
      Py_DECREF(tuple);
      Py_DECREF(list);
      return NULL;
    }
    Py_DECREF(tuple);
  }
  return list;
}
