// RUN: %check_all_hosts %s
// RUNTIME: bad=early_bad:leak,goto_bad:leak,loop_bad:leak
//     good=early_good,owner_good,owner_in_block_good args=([],)
// Pattern: L02
// A variable with a cleanup function ends no path: what is lost behind its
// scope is reported. What it holds itself is released by that function.

#include <Python.h>
#include <stdlib.h>

static void free_text(char **text) { free(*text); }
#define AUTO_FREE __attribute__((cleanup(free_text)))

static void release(PyObject **o) { Py_XDECREF(*o); }
#define AUTO_RELEASE __attribute__((cleanup(release)))

static PyObject *early_bad(PyObject *self, PyObject *args) {
  AUTO_FREE char *text = malloc(8);
  PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  if (PyTuple_GET_SIZE(args) == 1)
    Py_RETURN_NONE;
  // LEAK: 'list'
  Py_DECREF(list);
  Py_RETURN_TRUE;
}

static PyObject *goto_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  {
    AUTO_FREE char *text = malloc(8);
    if (PyTuple_GET_SIZE(args) == 1)
      goto done;
  }
  Py_DECREF(list);
done:
  Py_RETURN_NONE;
  // LEAK: 'list'
}

static PyObject *loop_bad(PyObject *self, PyObject *args) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); ++i) {
    AUTO_FREE char *text = malloc(8);
    PyObject *name = PyObject_Str(PyTuple_GET_ITEM(args, i));
    if (name == NULL)
      return NULL;
    PyUnicode_GetLength(name);
    // LEAK: 'name'
  }
  Py_RETURN_NONE;
}

static PyObject *early_good(PyObject *self, PyObject *args) {
  AUTO_FREE char *text = malloc(8);
  PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  Py_DECREF(list);
  Py_RETURN_TRUE;
}

static PyObject *owner_good(PyObject *self, PyObject *args) {
  AUTO_RELEASE PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  if (PyTuple_GET_SIZE(args) == 1)
    Py_RETURN_NONE;
  return PyObject_Str(list);
}

static PyObject *owner_in_block_good(PyObject *self, PyObject *args) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); ++i) {
    AUTO_RELEASE PyObject *name = NULL;
    name = PyObject_Str(PyTuple_GET_ITEM(args, i));
    if (name == NULL)
      return NULL;
  }
  Py_RETURN_NONE;
}
