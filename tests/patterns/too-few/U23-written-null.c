// RUN: %check_all_hosts %s
// Pattern: U23
// Calls without a result say that they failed, or that there is nothing, by the
// NULL that they write. What C code has raised has no traceback.

#include <Python.h>

PyObject *traceback_bad(PyObject *self, PyObject *args) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_DECREF(traceback); // NULL-RESULT: 'traceback'
  Py_RETURN_NONE;
}

typedef struct {
  PyObject **type;
  PyObject **value;
} Event;

static void normalized_bad(Event *event) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  *(event->type) = type;
  *(event->value) = value;
  Py_DECREF(traceback); // NULL-RESULT: 'traceback'
}

PyObject *concat_bad(PyObject *self, PyObject *arg) {
  PyObject *bytes = PyBytes_FromString("x");
  if (bytes == NULL)
    return NULL;
  PyBytes_Concat(&bytes, arg);
  Py_ssize_t size = PyBytes_GET_SIZE(bytes); // NULL-RESULT: 'bytes'
  Py_DECREF(bytes);
  return PyLong_FromSsize_t(size);
}

PyObject *append_bad(PyObject *self, PyObject *arg) {
  PyObject *text = PyObject_Str(self);
  if (text == NULL)
    return NULL;
  for (int i = 0; i < 2; i++)
    PyUnicode_Append(&text, arg);
  PyObject *first = PyUnicode_AsUTF8String(text); // NULL-RESULT: 'text'
  Py_DECREF(text);
  return first;
}

PyObject *traceback_good(PyObject *self, PyObject *args) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  Py_RETURN_NONE;
}

PyObject *tested_good(PyObject *self, PyObject *args) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (traceback == NULL) {
    traceback = Py_None;
    Py_INCREF(traceback);
  }
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_DECREF(traceback);
  Py_RETURN_NONE;
}

PyObject *restored_good(PyObject *self, PyObject *args) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_Restore(type, value, traceback);
  return NULL;
}

// The next call copes with NULL.
PyObject *append_good(PyObject *self, PyObject *arg) {
  PyObject *text = PyObject_Str(self);
  if (text == NULL)
    return NULL;
  PyUnicode_Append(&text, arg);
  PyUnicode_Append(&text, self);
  return text;
}

PyObject *concat_good(PyObject *self, PyObject *arg) {
  PyObject *bytes = PyBytes_FromString("x");
  if (bytes == NULL)
    return NULL;
  PyBytes_Concat(&bytes, arg);
  if (!bytes)
    return NULL;
  Py_ssize_t size = PyBytes_GET_SIZE(bytes);
  Py_DECREF(bytes);
  return PyLong_FromSsize_t(size);
}
