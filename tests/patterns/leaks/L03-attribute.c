// RUN: %check_all_hosts %s
// RUNTIME: bad=attribute_bad:leak,string_bad:leak,sys_bad:leak
//     good=attribute_good,string_good,sys_good args=(target,)
// RUNTIME: good=attribute_good,string_good args=(1,)
// RUNTIME-SETUP: class Target: pass
// RUNTIME-SETUP: target = Target()
// Pattern: L03
// PyObject_SetAttr, PyObject_SetAttrString and PySys_SetObject take references
// of their own.

#include <Python.h>

static PyObject *attribute_bad(PyObject *self, PyObject *args) {
  PyObject *name = PyUnicode_FromString("value");
  if (name == NULL)
    return NULL;
  PyObject *value = PyLong_FromLong(123456);
  if (value == NULL) {
    Py_DECREF(name);
    return NULL;
  }
  int status = PyObject_SetAttr(PyTuple_GET_ITEM(args, 0), name, value);
  Py_DECREF(name);
  if (status < 0) {
    Py_DECREF(value);
    return NULL;
  }
  Py_RETURN_NONE;
  // LEAK: 'value'
}

static PyObject *string_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyBytes_FromString("some bytes");
  if (value == NULL)
    return NULL;
  if (PyObject_SetAttrString(PyTuple_GET_ITEM(args, 0), "value", value) == -1) {
    Py_DECREF(value);
    return NULL;
  }
  Py_RETURN_NONE;
  // LEAK: 'value'
}

static PyObject *sys_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (value == NULL)
    return NULL;
  return PyLong_FromLong(PySys_SetObject("twin", value));
  // LEAK: 'value'
}

static PyObject *attribute_good(PyObject *self, PyObject *args) {
  PyObject *name = PyUnicode_FromString("value");
  PyObject *value = PyLong_FromLong(123456);
  int status = -1;
  if (name && value)
    status = PyObject_SetAttr(PyTuple_GET_ITEM(args, 0), name, value);
  Py_XDECREF(name);
  Py_XDECREF(value);
  if (status < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *string_good(PyObject *self, PyObject *args) {
  PyObject *value = PyBytes_FromString("some bytes");
  if (value == NULL)
    return NULL;
  int status =
      PyObject_SetAttrString(PyTuple_GET_ITEM(args, 0), "value", value);
  Py_DECREF(value);
  return status < 0 ? NULL : Py_NewRef(Py_None);
}

static PyObject *sys_good(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (value == NULL)
    return NULL;
  int status = PySys_SetObject("twin", value);
  Py_DECREF(value);
  return PyLong_FromLong(status);
}
