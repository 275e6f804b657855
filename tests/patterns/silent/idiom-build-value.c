// RUN: %check_all_hosts %s
// RUNTIME: good=nested,single,called,method,reduce args=(1, 'x')
// RUNTIME: good=nested fail=PyObject_Repr args=(1, 'x')
// Pattern: idiom
// Formats of Py_BuildValue, PyObject_CallFunction and PyObject_CallMethod: `N`
// takes over new references, also those of nested calls that may have failed;
// `O` does not.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// Py_BuildValue passes on the error of an `N` that is NULL.
static PyObject *nested(PyObject *self, PyObject *args) {
  return Py_BuildValue("{s:N,s:n}", "text", PyObject_Repr(args), "size",
                       PyTuple_GET_SIZE(args));
}

static PyObject *single(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  PyObject *size = PyLong_FromSsize_t(PyList_GET_SIZE(list));
  if (size == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  return Py_BuildValue("NN", list, size);
}

static PyObject *called(PyObject *self, PyObject *args) {
  return PyObject_CallFunction((PyObject *)&PyUnicode_Type, "N",
                               PySequence_List(args));
}

static PyObject *method(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *result = PyObject_CallMethod(list, "append", "O", args);
  if (result == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  Py_DECREF(result);
  result = PyObject_CallMethod(list, "index", "(O)", args);
  Py_DECREF(list);
  return result;
}

// `O` with a type and with a borrowed item, `N` with a new reference, `z` and
// `i` in between.
static PyObject *reduce(PyObject *self, PyObject *args) {
  PyObject *state = PyDict_New();
  if (state == NULL)
    return NULL;
  return Py_BuildValue("O(ziO)N", (PyObject *)Py_TYPE(args), NULL, 3,
                       PyTuple_GET_ITEM(args, 0), state);
}
