// RUN: %check_all_hosts %s
// RUNTIME: bad=released_bad:crash,packed_bad:crash good=released_good,stolen_good,after_test_good
//     args=()
// Pattern: U23
// What is built of NULL is NULL: where it has been built, its parts are there.

#include <Python.h>

static PyObject *released_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  PyObject *pair = Py_BuildValue("(Oi)", text, 1);
  if (pair == NULL) {
    Py_XDECREF(text);
    return NULL;
  }
  Py_DECREF(text);
  return pair;
}

// Both may be missing.
static PyObject *released_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_GetAttrString(args, "no_such_attribute");
  PyObject *pair = Py_BuildValue("(Oi)", text, 1);
  Py_DECREF(text); // NULL-RESULT: 'text'
  return pair;
}

static PyObject *stolen_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  PyObject *dict = Py_BuildValue("{s:N}", "text", text);
  if (dict == NULL)
    return NULL;
  // Still there: the dictionary holds it.
  Py_INCREF(text);
  Py_DECREF(dict);
  return text;
}

// The text is of no object.
PyObject *other_unit_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  PyObject *pair = Py_BuildValue("(iO)", 1, args);
  if (pair == NULL) {
    Py_XDECREF(text);
    return NULL;
  }
  Py_DECREF(text); // NULL-RESULT: 'text'
  return pair;
}

static PyObject *after_test_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  PyObject *result = NULL;
  PyObject *list = Py_BuildValue("[OO]", args, text);
  if (list != NULL)
    result = PyObject_GetItem(list, Py_False);
  if (result != NULL)
    Py_INCREF(text);
  Py_XDECREF(list);
  Py_XDECREF(text);
  if (result != NULL)
    Py_DECREF(text);
  return result;
}

// PyTuple_Pack counts what it gets.
static PyObject *packed_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_GetAttrString(args, "absent");
  PyObject *tuple = PyTuple_Pack(1, text);
  // NULL-RESULT: ^'text' may be NULL here
  Py_XDECREF(text);
  return tuple;
}
