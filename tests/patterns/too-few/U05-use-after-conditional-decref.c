// RUN: %check_all_hosts %s
// RUNTIME: bad=arm_bad:crash good=arm_good
// RUNTIME: bad=turn_bad:crash good=turn_good args=(['a'], ['b'])
// RUNTIME: bad=macro_bad:crash good=macro_good args=(1, 2)
// Pattern: U05
// The object is gone on some of the paths that reach the use: one arm of an
// `if`, the turn of a loop before this one, a macro.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *arm_bad(PyObject *self, PyObject *args) {
  PyObject *copy = PySet_New(args);
  if (copy == NULL)
    return NULL;
  int empty = PySet_Size(copy) == 0;
  if (empty)
    Py_DECREF(copy);
  PyObject *text = PyObject_Repr(copy);
  // USE-AFTER-RELEASE: 'copy'
  if (!empty)
    Py_DECREF(copy);
  return text;
}

static PyObject *arm_good(PyObject *self, PyObject *args) {
  PyObject *copy = PySet_New(args);
  if (copy == NULL)
    return NULL;
  if (PySet_Size(copy) == 0) {
    Py_DECREF(copy);
    return PyUnicode_FromString("nothing");
  }
  PyObject *text = PyObject_Repr(copy);
  Py_DECREF(copy);
  return text;
}

// The object is made once and released in every turn.
static PyObject *turn_bad(PyObject *self, PyObject *args) {
  PyObject *separator = PyUnicode_FromString(", ");
  if (separator == NULL)
    return NULL;
  PyObject *text = NULL;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    Py_XDECREF(text);
    text = PyUnicode_Join(separator, PyTuple_GET_ITEM(args, i));
    // USE-AFTER-RELEASE: 'separator'
    Py_DECREF(separator);
    if (text == NULL)
      return NULL;
  }
  if (text == NULL)
    return separator;
  return text;
}

static PyObject *turn_good(PyObject *self, PyObject *args) {
  PyObject *separator = PyUnicode_FromString(", ");
  if (separator == NULL)
    return NULL;
  PyObject *text = NULL;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    Py_XDECREF(text);
    text = PyUnicode_Join(separator, PyTuple_GET_ITEM(args, i));
    if (text == NULL) {
      Py_DECREF(separator);
      return NULL;
    }
  }
  if (text == NULL)
    return separator;
  Py_DECREF(separator);
  return text;
}

#define CONSUME(object, count)                                                 \
  do {                                                                         \
    if (PyObject_IsTrue(object) > 0)                                           \
      (count)++;                                                               \
    Py_DECREF(object);                                                         \
  } while (0)

static PyObject *macro_bad(PyObject *self, PyObject *args) {
  long count = 0;
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  CONSUME(text, count);
  count += (long)PyObject_Length(text);
  // USE-AFTER-RELEASE: 'text'
  return PyLong_FromLong(count);
}

static PyObject *macro_good(PyObject *self, PyObject *args) {
  long count = 0;
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  count += (long)PyObject_Length(text);
  CONSUME(text, count);
  return PyLong_FromLong(count);
}
