// RUN: %check_all_hosts %s
// Pattern: U32
// An item is released while its container still shows it: what its destructor
// calls finds it there.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *result;
} Counter;

static PyObject *next_bad(Counter *self, PyObject *value) {
  PyObject *result = self->result;
  PyObject *text = PyObject_Str(value);
  if (text == NULL)
    return NULL;
  if (Py_REFCNT(result) == 1) {
    Py_INCREF(result);
    Py_DECREF(PyTuple_GET_ITEM(result, 0));
    // USE-AFTER-RELEASE: 'PyTuple_GET_ITEM(result, 0)'
  } else {
    result = PyTuple_New(1);
    if (result == NULL) {
      Py_DECREF(text);
      return NULL;
    }
  }
  PyTuple_SET_ITEM(result, 0, text);
  return result;
}

static void put(PyObject *list, Py_ssize_t i, PyObject *value) {
  Py_DECREF(PyList_GET_ITEM(list, i));
  // USE-AFTER-RELEASE: 'PyList_GET_ITEM(list, i)'
  PyList_SET_ITEM(list, i, value);
}

static PyObject *put_bad(PyObject *self, PyObject *list) {
  PyObject *text = PyObject_Str(self);
  if (text == NULL)
    return NULL;
  put(list, 0, text);
  Py_RETURN_NONE;
}

static PyObject *old_bad(Counter *self, PyObject *value) {
  PyObject *text = PyObject_Str(value);
  if (text == NULL)
    return NULL;
  PyObject *old = PyTuple_GET_ITEM(self->result, 0);
  Py_DECREF(old);
  // USE-AFTER-RELEASE: 'old'
  PyTuple_SET_ITEM(self->result, 0, text);
  Py_RETURN_NONE;
}

static PyObject *next_good(Counter *self, PyObject *value) {
  PyObject *text = PyObject_Str(value);
  if (text == NULL)
    return NULL;
  PyObject *old = PyTuple_GET_ITEM(self->result, 0);
  PyTuple_SET_ITEM(self->result, 0, text);
  Py_DECREF(old);
  Py_RETURN_NONE;
}

// Nobody else has the tuple yet.
static PyObject *own_good(PyObject *self, PyObject *value) {
  PyObject *tuple = PyTuple_Pack(1, value);
  if (tuple == NULL)
    return NULL;
  Py_DECREF(PyTuple_GET_ITEM(tuple, 0));
  Py_INCREF(self);
  PyTuple_SET_ITEM(tuple, 0, self);
  return tuple;
}
