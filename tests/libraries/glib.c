// RUN: %check_all_hosts %s -I%tests/Inputs/libraries/glib
// A precondition that fails is a bug of the caller: what is lost there is not
// reported.

#include <Python.h>
#include <glib.h>

struct closure {
  PyObject *data;
};

static void void_good(struct closure *closure, PyObject *list) {
  PyObject *pair = PyTuple_New(2);
  if (pair == NULL)
    return;
  g_return_if_fail(closure->data != NULL);
  PyTuple_SET_ITEM(pair, 0, Py_NewRef(closure->data));
  PyTuple_SET_ITEM(pair, 1, Py_NewRef(list));
  PyList_Append(list, pair);
  Py_DECREF(pair);
}

static PyObject *value_good(struct closure *closure, PyObject *list) {
  PyObject *text = PyObject_Repr(list);
  g_return_val_if_fail(text != NULL && closure->data != NULL, NULL);
  return text;
}

// An ordinary test is no precondition.
static PyObject *tested_bad(struct closure *closure, PyObject *list) {
  PyObject *text = PyObject_Repr(list);
  g_return_val_if_fail(text != NULL, NULL);
  if (closure->data == NULL)
    return NULL; // LEAK: 'text': the new reference returned by 'PyObject_Repr'
  return text;
}

void use(struct closure *closure, PyObject *list) {
  void_good(closure, list);
  Py_XDECREF(value_good(closure, list));
  Py_XDECREF(tested_bad(closure, list));
}
