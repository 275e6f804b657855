// RUN: %check_all_hosts %s
// RUNTIME: none (helpers; what their callers lose is shown by U06-double-decref.c)
// Pattern: U06
// A helper that takes its argument over gets one reference, and releases two.

#include <Python.h>

static int attach_bad(PyObject *to, PyObject *value) {
  int result = PyObject_SetAttrString(to, "value", value);
  Py_DECREF(value);
  if (result < 0) {
    Py_DECREF(value);
    // OVERRELEASE: ... 'value'
    return -1;
  }
  return 0;
}

static int attach_good(PyObject *to, PyObject *value) {
  int result = PyObject_SetAttrString(to, "value", value);
  Py_DECREF(value);
  return result < 0 ? -1 : 0;
}

// In a label that both ways lead to.
static PyObject *text_of_bad(PyObject *value) {
  PyObject *text = PyObject_Str(value);
  Py_DECREF(value);
  if (text == NULL)
    goto fail;
  if (PyUnicode_GET_LENGTH(text) > 0)
    return text;
fail:
  Py_XDECREF(text);
  Py_DECREF(value);
  // OVERRELEASE: ... 'value'
  return NULL;
}

static PyObject *text_of_good(PyObject *value) {
  PyObject *text = PyObject_Str(value);
  if (text == NULL)
    goto fail;
  if (PyUnicode_GET_LENGTH(text) > 0) {
    Py_DECREF(value);
    return text;
  }
fail:
  Py_XDECREF(text);
  Py_DECREF(value);
  return NULL;
}

// By another helper, and by a macro that tests for NULL.
static void drop(PyObject *value) { Py_XDECREF(value); }

static void finish_bad(PyObject *value, int again) {
  drop(value);
  if (again)
    Py_CLEAR(value);
  // OVERRELEASE@-1: ... 'value'
}

static void finish_good(PyObject *value, int again) {
  if (again)
    Py_INCREF(value);
  drop(value);
  if (again)
    Py_CLEAR(value);
}

// What was stored has a reference of its own.
static int remember_good(PyObject *in, PyObject *value) {
  if (PyList_Append(in, value) < 0) {
    Py_DECREF(value);
    return -1;
  }
  Py_DECREF(value);
  return 0;
}

int use(PyObject *to, PyObject *in, int again) {
  PyObject *made = PyList_New(0);
  if (made == NULL)
    return -1;
  attach_good(to, Py_NewRef(made));
  attach_bad(to, Py_NewRef(made));
  remember_good(in, Py_NewRef(made));
  finish_good(Py_NewRef(made), again);
  finish_bad(Py_NewRef(made), again);
  Py_XDECREF(text_of_good(Py_NewRef(made)));
  Py_XDECREF(text_of_bad(made));
  return 0;
}
