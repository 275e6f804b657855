// RUN: %check_all_hosts %s
// RUNTIME: good=push_pop,replace_item,store_helper args=([3.5, 4.5], 7.5)
// RUNTIME: bad=keep_both:leak args=([3.5, 4.5], 7.5)
// Pattern: S01
// A slot's reference passes to whoever overwrites the slot without releasing it.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *push_pop(PyObject *self, PyObject *args) {
  PyObject *heap, *item;
  if (!PyArg_ParseTuple(args, "O!O", &PyList_Type, &heap, &item))
    return NULL;
  if (PyList_GET_SIZE(heap) == 0) {
    PyErr_SetString(PyExc_IndexError, "empty");
    return NULL;
  }
  PyObject *top = PyList_GET_ITEM(heap, 0);
  Py_INCREF(item);
  PyList_SET_ITEM(heap, 0, item);
  return top;
}

static PyObject *replace_item(PyObject *self, PyObject *args) {
  PyObject *result = PyTuple_New(2);
  if (result == NULL)
    return NULL;
  Py_INCREF(Py_None);
  PyTuple_SET_ITEM(result, 0, Py_None);
  Py_INCREF(Py_None);
  PyTuple_SET_ITEM(result, 1, Py_None);
  for (Py_ssize_t i = PyTuple_GET_SIZE(args) - 1; i >= 0; i--) {
    PyObject *item = PyTuple_GET_ITEM(args, i);
    Py_INCREF(item);
    PyObject *old = PyTuple_GET_ITEM(result, i);
    PyTuple_SET_ITEM(result, i, item);
    Py_DECREF(old);
  }
  return result;
}

static PyObject *stored;

// A helper takes its argument over into memory that outlives the call.
static void store(PyObject *object) { Py_XSETREF(stored, object); }

static PyObject *store_helper(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  store(text);
  Py_ssize_t length = PyUnicode_GetLength(text);
  store(NULL);
  return PyLong_FromSsize_t(length);
}

// The slot keeps its reference here.
static PyObject *keep_both(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GetItem(args, 0);
  if (list == NULL)
    return NULL;
  PyObject *top = PySequence_GetItem(list, 0);
  if (top == NULL)
    return NULL;
  return PyFloat_FromDouble(PyFloat_AsDouble(top));
  // LEAK: 'top'
}
