// RUN: %check_all_hosts %s
// RUNTIME: bad=function_bad:leak,method_bad:leak,one_bad:leak,tuple_bad:leak
//     good=function_good,method_good,tuple_good args=(list,)
// RUNTIME: good=function_good,method_good,tuple_good args=(None,)
// Pattern: L18
// Calls with objects as arguments do not take them over, nor a tuple of them.

#include <Python.h>

static PyObject *function_bad(PyObject *self, PyObject *args) {
  return PyObject_CallFunctionObjArgs(PyTuple_GET_ITEM(args, 0),
                                      PyUnicode_FromString("abc"), NULL);
  // LEAK: 'PyUnicode_FromString'
}

static PyObject *method_bad(PyObject *self, PyObject *args) {
  PyObject *name = PyUnicode_FromString("__call__");
  if (name == NULL)
    return NULL;
  return PyObject_CallMethodObjArgs(PyTuple_GET_ITEM(args, 0), name, NULL);
  // LEAK: 'name'
}

static PyObject *one_bad(PyObject *self, PyObject *args) {
  return PyObject_CallOneArg(PyTuple_GET_ITEM(args, 0), PyTuple_New(0));
  // LEAK: 'PyTuple_New'
}

static PyObject *tuple_bad(PyObject *self, PyObject *args) {
  return PyObject_CallObject(PyTuple_GET_ITEM(args, 0),
                             Py_BuildValue("(s)", "abc"));
  // LEAK: 'Py_BuildValue'
}

static PyObject *function_good(PyObject *self, PyObject *args) {
  PyObject *text = PyUnicode_FromString("abc");
  if (text == NULL)
    return NULL;
  PyObject *result =
      PyObject_CallFunctionObjArgs(PyTuple_GET_ITEM(args, 0), text, NULL);
  Py_DECREF(text);
  return result;
}

static PyObject *method_good(PyObject *self, PyObject *args) {
  PyObject *name = PyUnicode_FromString("__call__");
  if (name == NULL)
    return NULL;
  PyObject *result =
      PyObject_CallMethodObjArgs(PyTuple_GET_ITEM(args, 0), name, NULL);
  Py_DECREF(name);
  return result;
}

static PyObject *tuple_good(PyObject *self, PyObject *args) {
  PyObject *arguments = Py_BuildValue("(s)", "abc");
  if (arguments == NULL)
    return NULL;
  PyObject *result = PyObject_CallObject(PyTuple_GET_ITEM(args, 0), arguments);
  Py_DECREF(arguments);
  return result;
}
