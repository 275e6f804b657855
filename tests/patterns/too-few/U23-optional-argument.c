// RUN: %check_all_hosts %s
// RUNTIME: bad=optional_bad:crash good=optional_good
// RUNTIME: bad=reset_bad:crash good=reset_good
// RUNTIME: bad=keyword_bad:crash good=keyword_good call=keywords run=f()
// Pattern: U23
// An optional argument that was not given leaves its variable at NULL.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *optional_bad(PyObject *self, PyObject *args) {
  PyObject *option = NULL;
  if (!PyArg_ParseTuple(args, "|O", &option))
    return NULL;
  Py_INCREF(option);
  // NULL-RESULT: 'option'
  return option;
}

static PyObject *optional_good(PyObject *self, PyObject *args) {
  PyObject *option = Py_None;
  if (!PyArg_ParseTuple(args, "|O", &option))
    return NULL;
  Py_INCREF(option);
  return option;
}

// Two of them, and only one is tested.
static PyObject *reset_bad(PyObject *self, PyObject *args) {
  PyObject *old = NULL, *new = NULL;
  if (!PyArg_UnpackTuple(args, "reset", 0, 2, &old, &new))
    return NULL;
  if (old == NULL)
    old = Py_None;
  Py_INCREF(new);
  // NULL-RESULT: 'new'
  return new;
}

static PyObject *reset_good(PyObject *self, PyObject *args) {
  PyObject *old = NULL, *new = NULL;
  if (!PyArg_UnpackTuple(args, "reset", 0, 2, &old, &new))
    return NULL;
  if (new == NULL)
    new = Py_None;
  Py_INCREF(new);
  return new;
}

static char *keywords[] = {"items", NULL};

static PyObject *keyword_bad(PyObject *self, PyObject *args, PyObject *kwargs) {
  PyObject *items = NULL;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|O!", keywords, &PyTuple_Type,
                                   &items))
    return NULL;
  return PyLong_FromSsize_t(PyTuple_GET_SIZE(items));
  // NULL-RESULT: 'items'
}

static PyObject *keyword_good(PyObject *self, PyObject *args,
                              PyObject *kwargs) {
  PyObject *items = NULL;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|O!", keywords, &PyTuple_Type,
                                   &items))
    return NULL;
  return PyLong_FromSsize_t(items ? PyTuple_GET_SIZE(items) : 0);
}
