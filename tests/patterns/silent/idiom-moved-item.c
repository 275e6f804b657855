// RUN: %check_all_hosts %s
// Pattern: S06
// An item is taken out of a list with its reference, or kept alive by a context.

#include <Python.h>

static PyObject *pop_good(PyListObject *list, Py_ssize_t at) {
  PyObject *item = PyList_GET_ITEM(list, at);
  Py_SET_SIZE(list, Py_SIZE(list) - 1);
  for (Py_ssize_t i = at; i < Py_SIZE(list); i++)
    list->ob_item[i] = list->ob_item[i + 1];
  return item;
}

static PyObject *call(PyObject *self, PyObject *list) {
  PyObject *item = pop_good((PyListObject *)list, 0);
  PyObject *text = PyObject_Str(item);
  Py_DECREF(item);
  return text;
}

// The context goes on holding what it gave.
static PyObject *variable;

static PyObject *current_good(PyObject *self, PyObject *noargs) {
  PyObject *value;
  if (PyContextVar_Get(variable, NULL, &value) < 0 || value == NULL)
    return NULL;
  Py_DECREF(value);
  return PyObject_Repr(value);
}

static PyMethodDef methods[] = {{"call", call, METH_O},
                                {"current_good", current_good, METH_NOARGS},
                                {NULL}};
PyMethodDef *methods_of_module(void) { return methods; }
