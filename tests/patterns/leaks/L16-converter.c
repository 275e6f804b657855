// RUN: %check_all_hosts %s
// Pattern: L16
// A converter for the format unit O& hands out a new reference, through a `void *`.

#include <Python.h>

static int as_list(PyObject *o, void *out) {
  PyObject *list = PySequence_List(o);
  if (list == NULL)
    return 0;
  *(PyObject **)out = list;
  return 1;
}

static PyObject *count_bad(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O&", as_list, &list))
    return NULL;
  return PyLong_FromSsize_t(PyList_GET_SIZE(list));
  // LEAK: 'list'
}

static PyObject *count_good(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O&", as_list, &list))
    return NULL;
  PyObject *n = PyLong_FromSsize_t(PyList_GET_SIZE(list));
  Py_DECREF(list);
  return n;
}

// With the type of what it stores, and a second argument that fails.
static int as_text(PyObject *o, PyObject **out) {
  *out = PyObject_Str(o);
  return *out != NULL;
}

static PyObject *join_bad(PyObject *self, PyObject *args) {
  PyObject *text, *tail;
  if (!PyArg_ParseTuple(args, "O&O", as_text, &text, &tail))
    return NULL;
  if (!PyUnicode_Check(tail))
    return NULL;
  // LEAK: 'text'
  PyObject *joined = PyUnicode_Concat(text, tail);
  Py_DECREF(text);
  return joined;
}

// Called by name too.
static PyObject *direct_bad(PyObject *self, PyObject *o) {
  PyObject *list;
  if (!as_list(o, &list))
    return NULL;
  Py_RETURN_NONE;
  // LEAK: 'list'
}

// Borrowed: nothing is owed.
static int check_list(PyObject *o, void *out) {
  if (!PyList_Check(o)) {
    PyErr_SetString(PyExc_TypeError, "a list, please");
    return 0;
  }
  *(PyObject **)out = o;
  return 1;
}

static PyObject *borrowed_good(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O&", check_list, &list))
    return NULL;
  return PyLong_FromSsize_t(PyList_GET_SIZE(list));
}

// No object at all.
static int as_size(PyObject *o, void *out) {
  long size = PyLong_AsLong(o);
  if (size == -1 && PyErr_Occurred())
    return 0;
  *(long *)out = size;
  return 1;
}

static PyObject *number_good(PyObject *self, PyObject *args) {
  long size;
  if (!PyArg_ParseTuple(args, "O&", as_size, &size))
    return NULL;
  return PyLong_FromLong(size);
}

static PyMethodDef methods[] = {{"count_bad", count_bad, METH_VARARGS},
                                {"count_good", count_good, METH_VARARGS},
                                {"join_bad", join_bad, METH_VARARGS},
                                {"direct_bad", direct_bad, METH_O},
                                {"borrowed_good", borrowed_good, METH_VARARGS},
                                {"number_good", number_good, METH_VARARGS},
                                {NULL}};
PyMethodDef *methods_of_module(void) { return methods; }
