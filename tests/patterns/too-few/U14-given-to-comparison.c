// RUN: %check_all_hosts %s
// Pattern: U14
// A borrowed item is an operand of a call that runs methods of any class: such a
// method can make the container drop the item, and the call uses it again.

#include <Python.h>

static PyObject *count_bad(PyObject *self, PyObject *args) {
  PyObject *counts, *key, *one;
  if (!PyArg_ParseTuple(args, "O!OO", &PyDict_Type, &counts, &key, &one))
    return NULL;
  PyObject *old = PyDict_GetItemWithError(counts, key);
  if (old == NULL)
    return NULL;
  return PyNumber_Add(old, one);
  // BORROWED-INVALIDATED: 'old'
}

static PyObject *count_good(PyObject *self, PyObject *args) {
  PyObject *counts, *key, *one;
  if (!PyArg_ParseTuple(args, "O!OO", &PyDict_Type, &counts, &key, &one))
    return NULL;
  PyObject *old = PyDict_GetItemWithError(counts, key);
  if (old == NULL)
    return NULL;
  Py_INCREF(old);
  PyObject *sum = PyNumber_Add(old, one);
  Py_DECREF(old);
  return sum;
}

// An item of a helper's argument, in a loop.
static Py_ssize_t find_in(PyObject *list, PyObject *wanted) {
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    int same = PyObject_RichCompareBool(PyList_GET_ITEM(list, i), wanted, Py_EQ);
    // BORROWED-INVALIDATED: 'PyList_GET_ITEM(list, i)'
    if (same != 0)
      return same < 0 ? -2 : i;
  }
  return -1;
}

static PyObject *index_of(PyObject *self, PyObject *args) {
  return PyLong_FromSsize_t(find_in(PyTuple_GET_ITEM(args, 0), PyTuple_GET_ITEM(args, 1)));
}

// Items of a tuple stay as long as it does, and what the function has made is
// nobody's to change.
static PyObject *tuple_good(PyObject *self, PyObject *args) {
  return PyObject_RichCompare(PyTuple_GET_ITEM(args, 0), PyTuple_GET_ITEM(args, 1), Py_LT);
}

static PyObject *own_good(PyObject *self, PyObject *o) {
  PyObject *list = PySequence_List(o);
  if (list == NULL || PyList_GET_SIZE(list) < 2) {
    Py_XDECREF(list);
    return NULL;
  }
  PyObject *less =
      PyObject_RichCompare(PyList_GET_ITEM(list, 0), PyList_GET_ITEM(list, 1), Py_LT);
  Py_DECREF(list);
  return less;
}

// A helper that is given such a list.
static int first_is(PyObject *list, PyObject *wanted) {
  return PyObject_RichCompareBool(PyList_GET_ITEM(list, 0), wanted, Py_EQ);
}

static PyObject *starts_good(PyObject *self, PyObject *o) {
  PyObject *list = PySequence_List(o);
  if (list == NULL)
    return NULL;
  int same = PyList_GET_SIZE(list) > 0 ? first_is(list, Py_None) : 0;
  Py_DECREF(list);
  return same < 0 ? NULL : PyBool_FromLong(same);
}

// PySys_GetObject lends from a table that any code can change.
static PyObject *report_bad(PyObject *self, PyObject *arg) {
  PyObject *hook = PySys_GetObject("unraisablehook");
  if (hook == NULL)
    return NULL;
  PyObject *res = PyObject_CallOneArg(hook, arg);
  if (res != NULL)
    return res;
  PyErr_Clear();
  return PyObject_Repr(hook);
  // BORROWED-INVALIDATED: 'hook'
}

static PyObject *report_good(PyObject *self, PyObject *arg) {
  PyObject *hook = PySys_GetObject("unraisablehook");
  if (hook == NULL)
    return NULL;
  return PyObject_CallOneArg(hook, arg);
}

static PyMethodDef methods[] = {
    {"count_bad", count_bad, METH_VARARGS},   {"count_good", count_good, METH_VARARGS},
    {"index_of", index_of, METH_VARARGS},     {"tuple_good", tuple_good, METH_VARARGS},
    {"own_good", own_good, METH_O},           {"starts_good", starts_good, METH_O},
    {"report_bad", report_bad, METH_O},       {"report_good", report_good, METH_O},
    {NULL}};
PyMethodDef *methods_of_module(void) { return methods; }
