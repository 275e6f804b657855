// RUN: %check_all_hosts %s
// RUNTIME: none (the functions keep what they make)
// Pattern: S08
// A static variable or field keeps its reference where the one that a call
// takes from it is added right afterwards.

#include <Python.h>

static PyObject *callback;
static PyMethodDef def = {"cb", NULL, METH_O, NULL};

typedef struct {
  PyObject_HEAD
  PyObject *name;
} Box;

PyObject *tuple_good(PyObject *self, PyObject *o) {
  if (callback == NULL) {
    callback = PyCFunction_New(&def, NULL);
    if (callback == NULL)
      return NULL;
  }
  PyObject *t = PyTuple_New(1);
  if (t == NULL)
    return NULL;
  PyTuple_SET_ITEM(t, 0, callback);
  Py_INCREF(callback);
  PyObject *r = PyObject_CallObject(o, t);
  Py_DECREF(t);
  return r;
}

PyObject *list_good(PyObject *self, PyObject *o) {
  Box *box = (Box *)self;
  if (box->name == NULL)
    box->name = PyUnicode_FromString("name");
  PyObject *list = PyList_New(1);
  if (list == NULL || box->name == NULL) {
    Py_XDECREF(list);
    return NULL;
  }
  PyList_SET_ITEM(list, 0, box->name);
  Py_INCREF(box->name);
  return list;
}

PyObject *module_good(PyObject *module, PyObject *o) {
  if (callback == NULL) {
    callback = PyCFunction_New(&def, NULL);
    if (callback == NULL)
      return NULL;
  }
  Py_INCREF(callback);
  if (PyModule_AddObject(module, "callback", callback) < 0) {
    Py_DECREF(callback);
    return NULL;
  }
  Py_RETURN_NONE;
}
