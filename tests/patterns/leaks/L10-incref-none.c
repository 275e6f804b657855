// RUN: %check_all_hosts %s
// RUNTIME: none (compiled for other versions)
// PYTHON-VERSION: 3.11
// Pattern: L10
// None is counted by its name, and returned by a macro that counts it again.

#include <Python.h>

static PyObject *twice_bad(PyObject *self, PyObject *arg) {
  if (arg != Py_None)
    PyErr_Clear();
  Py_INCREF(Py_None);
  Py_RETURN_NONE; // LEAK: 'Py_None'
}

static PyObject *truth_bad(PyObject *self, PyObject *arg) {
  Py_INCREF(Py_None);
  return PyBool_FromLong(arg == self);
  // LEAK: 'Py_None'
}

static int init_bad(PyObject *self, PyObject *args, PyObject *keywords) {
  if (PyObject_SetAttrString(self, "args", args) < 0)
    return -1;
  Py_INCREF(Py_None);
  return 0; // LEAK: 'Py_None'
}

static PyObject *once_good(PyObject *self, PyObject *arg) {
  Py_INCREF(Py_None);
  return Py_None;
}

static PyObject *given_good(PyObject *self, PyObject *arg) {
  PyObject *pair = PyTuple_New(2);
  if (pair == NULL)
    return NULL;
  Py_INCREF(Py_None);
  PyTuple_SET_ITEM(pair, 0, Py_None);
  Py_INCREF(Py_None);
  PyTuple_SET_ITEM(pair, 1, Py_None);
  return pair;
}

// Who gets it is in another file.
void push(void *stack, PyObject *object);

PyObject *pushed_good(PyObject *self, PyObject *arg) {
  Py_INCREF(Py_None);
  push(self, Py_None);
  Py_RETURN_NONE;
}

PyObject *chosen_good(PyObject *self, PyObject *arg) {
  PyObject *value = arg;
  if (PyLong_Check(arg))
    value = Py_None;
  Py_INCREF(value);
  PyObject *pair = PyTuple_Pack(1, value);
  Py_DECREF(value);
  return pair;
}

PyTypeObject Any_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Any",
    .tp_basicsize = sizeof(PyObject),
    .tp_init = init_bad,
};
