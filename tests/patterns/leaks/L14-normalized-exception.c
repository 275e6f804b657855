// RUN: %check_all_hosts %s
// RUNTIME: bad=message_bad:leak,traceback_bad:leak good=message_good,chained_good args=(1,)
// RUNTIME: good=message_good,chained_good args=(1.5,)
// Pattern: L14
// The same when the exception is normalised, or its traceback looked at.

#include <Python.h>

static PyObject *message_bad(PyObject *self, PyObject *args) {
  PyObject *number = PyNumber_Float(self);
  if (number != NULL)
    return number;
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  PyObject *message = value ? PyObject_Str(value) : PyUnicode_FromString("");
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  return message;
  // LEAK: 'type'
}

static PyObject *traceback_bad(PyObject *self, PyObject *args) {
  PyObject *exception = PyObject_CallNoArgs(PyExc_ValueError);
  if (exception == NULL)
    return NULL;
  PyException_SetCause(exception, PyObject_CallNoArgs(PyExc_KeyError));
  PyObject *cause = PyException_GetCause(exception);
  Py_DECREF(exception);
  return PyBool_FromLong(cause != NULL);
  // LEAK: 'cause'
}

static PyObject *message_good(PyObject *self, PyObject *args) {
  PyObject *number = PyNumber_Float(self);
  if (number != NULL)
    return number;
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  PyObject *message = value ? PyObject_Str(value) : PyUnicode_FromString("");
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  return message;
}

static PyObject *chained_good(PyObject *self, PyObject *args) {
  PyObject *number = PyNumber_Float(self);
  if (number != NULL)
    return number;
  PyObject *type, *value, *traceback, *context;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  PyErr_SetString(PyExc_RuntimeError, "not a number");
  PyObject *new_type, *new_value, *new_traceback;
  PyErr_Fetch(&new_type, &new_value, &new_traceback);
  PyErr_NormalizeException(&new_type, &new_value, &new_traceback);
  context = value;
  PyException_SetContext(new_value, context);
  PyErr_Restore(new_type, new_value, new_traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  return NULL;
}
