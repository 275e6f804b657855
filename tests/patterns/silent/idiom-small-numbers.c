// RUN: %check_all_hosts %s
// RUNTIME: good=handle args=('strict',)
// RUNTIME: good=handle args=('other',)
// RUNTIME: bad=handle_bad:leak args=('other',)
// Pattern: S02
// Small integers in place of an object: a new reference is none of them.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define HANDLER_STRICT ((PyObject *)1)
#define HANDLER_IGNORE ((PyObject *)2)
#define IS_CUSTOM(p) ((p) < HANDLER_STRICT || HANDLER_IGNORE < (p))

static PyObject *handler_of(PyObject *name) {
  if (PyUnicode_CompareWithASCIIString(name, "strict") == 0)
    return HANDLER_STRICT;
  return PyUnicode_FromFormat("<%U>", name);
}

static PyObject *handle(PyObject *self, PyObject *args) {
  PyObject *name;
  if (!PyArg_ParseTuple(args, "U", &name))
    return NULL;
  PyObject *handler = handler_of(name);
  if (handler == NULL)
    return NULL;
  int custom = IS_CUSTOM(handler);
  if (handler != NULL && IS_CUSTOM(handler))
    Py_DECREF(handler);
  return PyBool_FromLong(custom);
}

static PyObject *handle_bad(PyObject *self, PyObject *args) {
  PyObject *name;
  if (!PyArg_ParseTuple(args, "U", &name))
    return NULL;
  PyObject *handler = handler_of(name);
  if (handler == NULL)
    return NULL;
  return PyBool_FromLong(IS_CUSTOM(handler));
  // LEAK: 'handler'
}
