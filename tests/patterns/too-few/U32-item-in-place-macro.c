// RUN: %check_all_hosts %s
// Pattern: U32
// Before Python 3.11 an item is put into a tuple or list by a macro, before 3.8
// the reference operations are macros too: what is wrong stays wrong.

#include <Python.h>

#undef PyTuple_SET_ITEM
#define PyTuple_SET_ITEM(op, i, v) (((PyTupleObject *)(op))->ob_item[i] = v)
#undef PyList_SET_ITEM
#define PyList_SET_ITEM(op, i, v) (((PyListObject *)(op))->ob_item[i] = (v))
#define OLD_DECREF(op)                                                         \
  do {                                                                         \
    PyObject *_py_decref_tmp = (PyObject *)(op);                               \
    if (--_py_decref_tmp->ob_refcnt == 0)                                      \
      _Py_Dealloc(_py_decref_tmp);                                             \
  } while (0)

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

static PyObject *pair_bad(Counter *self, PyObject *value) {
  PyObject *text = PyObject_Str(value);
  if (text == NULL)
    return NULL;
  PyObject *first = PyTuple_GET_ITEM(self->result, 0);
  PyObject *second = PyTuple_GET_ITEM(self->result, 1);
  OLD_DECREF(first);
  // USE-AFTER-RELEASE: 'first'
  OLD_DECREF(second);
  // USE-AFTER-RELEASE: 'second'
  PyTuple_SET_ITEM(self->result, 0, text);
  Py_INCREF(value);
  PyTuple_SET_ITEM(self->result, 1, value);
  Py_RETURN_NONE;
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

static PyObject *pair_good(Counter *self, PyObject *value) {
  PyObject *text = PyObject_Str(value);
  if (text == NULL)
    return NULL;
  PyObject *first = PyTuple_GET_ITEM(self->result, 0);
  PyTuple_SET_ITEM(self->result, 0, text);
  OLD_DECREF(first);
  Py_RETURN_NONE;
}

// Nobody else has the tuple yet.
static PyObject *own_good(PyObject *self, PyObject *value) {
  PyObject *tuple = PyTuple_Pack(1, value);
  if (tuple == NULL)
    return NULL;
  OLD_DECREF(PyTuple_GET_ITEM(tuple, 0));
  Py_INCREF(self);
  PyTuple_SET_ITEM(tuple, 0, self);
  return tuple;
}
