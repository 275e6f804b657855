// RUN: %check_all_hosts %s
// RUNTIME: good=upper args=('abc',)
// RUNTIME: good=upper args=(3.5,)
// RUNTIME: good=nested args=([1, 2],)
// RUNTIME: good=nested args=(1,)
// RUNTIME: good=chain args=('abc',)
// RUNTIME: good=chain fail=PyUnicode_Concat args=('abc',)
// RUNTIME: good=choose args=(object(), object())
// Pattern: S04
// Helpers that return their argument, with a new reference or the one that they
// were given, or that consume it and return another object.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// A new reference: to the argument, or to its conversion.
static PyObject *as_text(PyObject *object) {
  if (PyUnicode_Check(object)) {
    Py_INCREF(object);
    return object;
  }
  return PyObject_Str(object);
}

static PyObject *upper(PyObject *self, PyObject *args) {
  PyObject *object;
  if (!PyArg_ParseTuple(args, "O", &object))
    return NULL;
  PyObject *text = as_text(object);
  if (text == NULL)
    return NULL;
  PyObject *result = PyObject_CallMethod(text, "upper", NULL);
  Py_DECREF(text);
  return result;
}

// Returns the reference that it was given, or NULL after releasing it.
static PyObject *checked(PyObject *object, int condition) {
  if (condition)
    return object;
  Py_XDECREF(object);
  return NULL;
}

static PyObject *nested(PyObject *self, PyObject *args) {
  PyObject *object;
  if (!PyArg_ParseTuple(args, "O", &object))
    return NULL;
  PyObject *list = PySequence_List(object);
  if (list == NULL)
    return NULL;
  int sorted = PyList_Sort(list) == 0;
  return checked(list, sorted);
}

// Consumes the text and returns a longer one: text = quoted(text).
static PyObject *quoted(PyObject *text, const char *quote) {
  if (text == NULL)
    return NULL;
  PyObject *mark = PyUnicode_FromString(quote);
  if (mark == NULL) {
    Py_DECREF(text);
    return NULL;
  }
  PyObject *result = PyUnicode_Concat(text, mark);
  Py_DECREF(mark);
  Py_DECREF(text);
  return result;
}

static PyObject *chain(PyObject *self, PyObject *args) {
  PyObject *object;
  if (!PyArg_ParseTuple(args, "O", &object))
    return NULL;
  PyObject *text = PyObject_Str(object);
  text = quoted(text, ">");
  text = quoted(text, "<");
  return text;
}

// A borrowed reference in, the same borrowed reference out.
static PyObject *first_of(PyObject *left, PyObject *right, int use_left) {
  return use_left ? left : right;
}

static PyObject *choose(PyObject *self, PyObject *args) {
  PyObject *left, *right;
  if (!PyArg_ParseTuple(args, "OO", &left, &right))
    return NULL;
  PyObject *chosen = first_of(left, right, left != Py_None);
  Py_INCREF(chosen);
  return chosen;
}
