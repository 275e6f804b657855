// RUN: %check_all_hosts %s
// RUNTIME: good=convert,replace,chained args=('x',)
// RUNTIME: good=convert,ignore,replace,chained args=(3,)
// RUNTIME: good=ignore args=('x',)
// Pattern: idiom
// The current exception is put aside while something else is cleaned up, then
// put back, dropped, or replaced.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static void close_quietly(PyObject *file) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *result = PyObject_CallMethod(file, "close", NULL);
  if (result == NULL)
    PyErr_WriteUnraisable(file);
  else
    Py_DECREF(result);
  PyErr_Restore(type, value, traceback);
}

static PyObject *convert(PyObject *self, PyObject *args) {
  PyObject *module = PyImport_ImportModule("io");
  if (module == NULL)
    return NULL;
  PyObject *file = PyObject_CallMethod(module, "StringIO", NULL);
  Py_DECREF(module);
  if (file == NULL)
    return NULL;
  PyObject *result = PyNumber_Long(PyTuple_GET_ITEM(args, 0));
  close_quietly(file);
  Py_DECREF(file);
  return result;
}

// The error is dropped, with all that belongs to it.
static PyObject *ignore(PyObject *self, PyObject *args) {
  PyObject *result = PyNumber_Long(PyTuple_GET_ITEM(args, 0));
  if (result == NULL) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    Py_RETURN_NONE;
  }
  return result;
}

// The text of the old error becomes part of the new one.
static PyObject *replace(PyObject *self, PyObject *args) {
  PyObject *result = PyNumber_Long(PyTuple_GET_ITEM(args, 0));
  if (result != NULL)
    return result;
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  PyObject *text = value ? PyObject_Str(value) : NULL;
  if (text != NULL) {
    PyErr_Format(PyExc_RuntimeError, "conversion failed: %U", text);
    Py_DECREF(text);
  }
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  return NULL;
}

// PyException_SetCause and PyException_SetContext take one reference each.
static PyObject *chained(PyObject *self, PyObject *args) {
  PyObject *result = PyNumber_Long(PyTuple_GET_ITEM(args, 0));
  if (result != NULL)
    return result;
  PyObject *type, *value, *traceback, *type2, *value2, *traceback2;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  if (traceback != NULL) {
    PyException_SetTraceback(value, traceback);
    Py_DECREF(traceback);
  }
  Py_DECREF(type);
  PyErr_SetString(PyExc_RuntimeError, "conversion failed");
  PyErr_Fetch(&type2, &value2, &traceback2);
  PyErr_NormalizeException(&type2, &value2, &traceback2);
  Py_INCREF(value);
  PyException_SetCause(value2, value);
  PyException_SetContext(value2, value);
  PyErr_Restore(type2, value2, traceback2);
  return NULL;
}
