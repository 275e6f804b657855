// RUN: %check_all_hosts %s
// RUNTIME: bad=blocks_bad:leak,macros_bad:leak good=blocks_good,macros_good args=(2.5, 3)
// RUNTIME: bad=blocks_bad:leak,macros_bad:leak good=blocks_good,macros_good args=(3, 2.5)
// RUNTIME: bad=branches_bad:leak good=branches_good,exits_good args=(2.5, 3)
// RUNTIME: bad=branches_bad:leak,exits_bad:leak good=branches_good,exits_good args=(None, None)
// Pattern: L02
// References of variables with one name are lost at one place: each is a
// finding. One reference that is lost at several places is one finding.

#include <Python.h>

static PyObject *blocks_bad(PyObject *self, PyObject *args) {
  PyObject *first = PyTuple_GET_ITEM(args, 0);
  PyObject *second = PyTuple_GET_ITEM(args, 1);
  long total = 0;
  if (!PyLong_Check(first)) {
    PyObject *n = PyObject_Repr(first);
    if (n == NULL)
      return NULL;
    total += PyObject_IsTrue(n);
    goto done;
  }
  if (!PyLong_Check(second)) {
    PyObject *n = PyObject_Repr(second);
    if (n == NULL)
      return NULL;
    total += PyObject_IsTrue(n);
    goto done;
  }
done:
  return PyLong_FromLong(total);
  // LEAK: 'n' ... line 17
  // LEAK: 'n' ... line 24
}

static PyObject *blocks_good(PyObject *self, PyObject *args) {
  PyObject *first = PyTuple_GET_ITEM(args, 0);
  PyObject *second = PyTuple_GET_ITEM(args, 1);
  long total = 0;
  if (!PyLong_Check(first)) {
    PyObject *n = PyObject_Repr(first);
    if (n == NULL)
      return NULL;
    total += PyObject_IsTrue(n);
    Py_DECREF(n);
    goto done;
  }
  if (!PyLong_Check(second)) {
    PyObject *n = PyObject_Repr(second);
    if (n == NULL)
      return NULL;
    total += PyObject_IsTrue(n);
    Py_DECREF(n);
    goto done;
  }
done:
  return PyLong_FromLong(total);
}

/* The variables are declared in a macro's text. */
#define ADD_TRUTH(object, total, release)                                      \
  if (!PyLong_Check(object)) {                                                 \
    PyObject *text = PyObject_Str(object);                                     \
    if (text == NULL)                                                          \
      return NULL;                                                             \
    total += PyObject_IsTrue(text);                                            \
    release(text);                                                             \
    goto done;                                                                 \
  }
#define KEEP(object) (void)(object)

static PyObject *macros_bad(PyObject *self, PyObject *args) {
  long total = 0;
  ADD_TRUTH(PyTuple_GET_ITEM(args, 0), total, KEEP)
  ADD_TRUTH(PyTuple_GET_ITEM(args, 1), total, KEEP)
done:
  return PyLong_FromLong(total);
  // LEAK: 'text'
  // LEAK: 'text'
}

static PyObject *macros_good(PyObject *self, PyObject *args) {
  long total = 0;
  ADD_TRUTH(PyTuple_GET_ITEM(args, 0), total, Py_DECREF)
  ADD_TRUTH(PyTuple_GET_ITEM(args, 1), total, Py_DECREF)
done:
  return PyLong_FromLong(total);
}

/* One variable, which holds the one or the other when it is overwritten. */
static PyObject *branches_bad(PyObject *self, PyObject *args) {
  PyObject *value;
  if (PyTuple_GET_ITEM(args, 0) == Py_None)
    value = PyList_New(0);
  else
    value = PyDict_New();
  if (value == NULL)
    return NULL;
  value = PyLong_FromLong(1);
  // LEAK: 'value' ... 'PyDict_New'
  // LEAK: 'value' ... 'PyList_New'
  return value;
}

static PyObject *branches_good(PyObject *self, PyObject *args) {
  PyObject *value;
  if (PyTuple_GET_ITEM(args, 0) == Py_None)
    value = PyList_New(0);
  else
    value = PyDict_New();
  if (value == NULL)
    return NULL;
  Py_SETREF(value, PyLong_FromLong(1));
  return value;
}

static PyObject *exits_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if (PyTuple_GET_ITEM(args, 0) == Py_None)
    return PyLong_FromLong(1);
  // LEAK: 'list'
  if (PyTuple_GET_ITEM(args, 1) == Py_None)
    return PyLong_FromLong(2);
  list = NULL;
  return PyLong_FromLong(3);
}

static PyObject *exits_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if (PyTuple_GET_ITEM(args, 0) == Py_None) {
    Py_DECREF(list);
    return PyLong_FromLong(1);
  }
  Py_DECREF(list);
  return PyLong_FromLong(3);
}
