// RUN: %check_all_hosts %s
// RUNTIME: bad=raise_bad:over good=raise_good,raise_object_good call=o args=('x',)
// RUNTIME: bad=raise_value_bad:over call=o args=('x',)
// RUNTIME: bad=cause_bad:over good=cause_good args=(ValueError(), ValueError())
// RUNTIME: bad=context_bad:over good=context_good args=(ValueError(), ValueError())
// RUNTIME: good=traceback_good args=(ValueError(), None)
// RUNTIME: bad=cleanup_bad:over good=cleanup_good call=o args=('x',)
// Pattern: U12
// PyErr_Restore, PyException_SetCause and PyException_SetContext take over what
// they are given.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *raise_bad(PyObject *self, PyObject *arg) {
  Py_INCREF(arg);
  PyErr_Restore(PyExc_ValueError, arg, NULL);
  // OVERRELEASE: ... 'PyExc_ValueError'
  return NULL;
}

static PyObject *raise_good(PyObject *self, PyObject *arg) {
  Py_INCREF(PyExc_ValueError);
  Py_INCREF(arg);
  PyErr_Restore(PyExc_ValueError, arg, NULL);
  return NULL;
}

// PyErr_SetObject keeps references of its own.
static PyObject *raise_object_good(PyObject *self, PyObject *arg) {
  PyErr_SetObject(PyExc_ValueError, arg);
  return NULL;
}

static PyObject *raise_value_bad(PyObject *self, PyObject *arg) {
  Py_INCREF(PyExc_KeyError);
  PyErr_Restore(PyExc_KeyError, arg, NULL);
  // OVERRELEASE: ... 'arg'
  return NULL;
}

static PyObject *cause_bad(PyObject *self, PyObject *args) {
  PyObject *exception, *cause;
  if (!PyArg_ParseTuple(args, "OO", &exception, &cause))
    return NULL;
  PyException_SetCause(exception, cause);
  // OVERRELEASE: ... 'cause'
  Py_RETURN_NONE;
}

static PyObject *cause_good(PyObject *self, PyObject *args) {
  PyObject *exception, *cause;
  if (!PyArg_ParseTuple(args, "OO", &exception, &cause))
    return NULL;
  Py_INCREF(cause);
  PyException_SetCause(exception, cause);
  Py_RETURN_NONE;
}

static PyObject *context_bad(PyObject *self, PyObject *args) {
  PyObject *exception, *context;
  if (!PyArg_ParseTuple(args, "OO", &exception, &context))
    return NULL;
  PyException_SetContext(exception, context);
  // OVERRELEASE: ... 'context'
  Py_RETURN_NONE;
}

static PyObject *context_good(PyObject *self, PyObject *args) {
  PyObject *exception, *context;
  if (!PyArg_ParseTuple(args, "OO", &exception, &context))
    return NULL;
  PyException_SetContext(exception, Py_NewRef(context));
  Py_RETURN_NONE;
}

// PyException_SetTraceback, unlike the other two, keeps a reference of its own.
static PyObject *traceback_good(PyObject *self, PyObject *args) {
  PyObject *exception, *traceback;
  if (!PyArg_ParseTuple(args, "OO", &exception, &traceback))
    return NULL;
  if (PyException_SetTraceback(exception, traceback) < 0)
    return NULL;
  Py_RETURN_NONE;
}

// The saved exception is put back, then released all the same.
static PyObject *cleanup_bad(PyObject *self, PyObject *arg) {
  PyObject *type, *value, *traceback;
  PyObject *result = PyNumber_Long(arg);
  if (result != NULL)
    return result;
  PyErr_Fetch(&type, &value, &traceback);
  PySys_WriteStderr("not a number\n");
  PyErr_Restore(type, value, traceback);
  Py_XDECREF(value);
  // OVERRELEASE: ... 'value'
  return NULL;
}

static PyObject *cleanup_good(PyObject *self, PyObject *arg) {
  PyObject *type, *value, *traceback;
  PyObject *result = PyNumber_Long(arg);
  if (result != NULL)
    return result;
  PyErr_Fetch(&type, &value, &traceback);
  PySys_WriteStderr("not a number\n");
  PyErr_Restore(type, value, traceback);
  return NULL;
}

PyMethodDef exception_methods[] = {
    {"raise_bad", raise_bad, METH_O, NULL},
    {"raise_good", raise_good, METH_O, NULL},
    {"raise_object_good", raise_object_good, METH_O, NULL},
    {"raise_value_bad", raise_value_bad, METH_O, NULL},
    {"cleanup_bad", cleanup_bad, METH_O, NULL},
    {"cleanup_good", cleanup_good, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
