// RUN: %check_all_hosts %s
// RUNTIME: none (nothing here is called by Python)
// Pattern: U18
// A function that calls itself, by way of others, runs what the text of its
// body calls.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *pending;
} Writer;

static int save(Writer *self, PyObject *object);

static int save_list_bad(Writer *self) {
  PyObject *first = PyList_GET_ITEM(self->pending, 0);
  PyObject *second = PyList_GET_ITEM(self->pending, 1);
  if (save(self, first) < 0)
    return -1;
  return save(self, second);
  // BORROWED-INVALIDATED: 'second' ... 'save'
}

static int save_dict_bad(Writer *self) {
  PyObject *key, *value;
  Py_ssize_t at = 0;
  while (PyDict_Next(self->pending, &at, &key, &value)) {
    if (save(self, key) < 0)
      return -1;
    if (save(self, value) < 0)
      return -1;
    // BORROWED-INVALIDATED@-2: 'value' ... 'save'
  }
  return 0;
}

static int save_argument_bad(Writer *self, PyObject *list) {
  PyObject *last = PyList_GET_ITEM(list, PyList_GET_SIZE(list) - 1);
  if (save(self, list) < 0)
    return -1;
  Py_INCREF(last); // BORROWED-INVALIDATED: 'last' ... 'save'
  Py_XSETREF(self->pending, last);
  return 0;
}

static int save_dict_good(Writer *self) {
  PyObject *key, *value;
  Py_ssize_t at = 0;
  int status = 0;
  while (status == 0 && PyDict_Next(self->pending, &at, &key, &value)) {
    Py_INCREF(key);
    Py_INCREF(value);
    status = save(self, key) < 0 || save(self, value) < 0 ? -1 : 0;
    Py_DECREF(key);
    Py_DECREF(value);
  }
  return status;
}

// A tuple keeps its items.
static int save_tuple_good(Writer *self, PyObject *tuple) {
  PyObject *first = PyTuple_GET_ITEM(tuple, 0);
  PyObject *second = PyTuple_GET_ITEM(tuple, 1);
  if (save(self, first) < 0)
    return -1;
  return save(self, second);
}

static int save(Writer *self, PyObject *object) {
  if (PyTuple_Check(object))
    return save_tuple_good(self, object);
  if (PyDict_Check(object))
    return save_dict_bad(self) < 0 ? -1 : save_dict_good(self);
  if (PyList_Check(object))
    return save_list_bad(self) < 0 ? -1 : save_argument_bad(self, object);
  PyObject *text = PyObject_Repr(object);
  if (text == NULL)
    return -1;
  Py_DECREF(text);
  return 0;
}

// Recursive too, and runs nothing.
static int depth_of(Writer *self, PyObject *object, int depth);

static int depth_of_first_good(Writer *self, int depth) {
  PyObject *first = PyList_GET_ITEM(self->pending, 0);
  PyObject *second = PyList_GET_ITEM(self->pending, 1);
  if (depth_of(self, first, depth) > 3)
    return 3;
  return depth_of(self, second, depth);
}

static int depth_of(Writer *self, PyObject *object, int depth) {
  return PyList_Check(object) ? depth_of_first_good(self, depth + 1) : depth;
}

PyObject *dump(PyObject *self, PyObject *object) {
  if (save((Writer *)self, object) < 0 || depth_of((Writer *)self, object, 0))
    return NULL;
  Py_RETURN_NONE;
}
