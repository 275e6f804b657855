// RUN: %check_all_hosts %s
// RUNTIME: bad=list_bad:crash good=list_good call=o args=(3,)
// RUNTIME: bad=size_bad:crash good=size_good call=o args=(3,)
// Pattern: U23
// The macros that read a tuple or a list do not test for NULL, and a container
// that could not be made is NULL.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *size_bad(PyObject *self, PyObject *arg) {
  PyObject *tuple = PySequence_Tuple(arg);
  if (tuple == NULL) {
    PyErr_Clear();
    return PyLong_FromSsize_t(PyTuple_GET_SIZE(tuple));
    // NULL-RESULT: 'tuple'
  }
  return tuple;
}

static PyObject *size_good(PyObject *self, PyObject *arg) {
  PyObject *tuple = PySequence_Tuple(arg);
  if (tuple == NULL) {
    PyErr_Clear();
    return PyLong_FromSsize_t(0);
  }
  return tuple;
}

// The error path reads what could not be made.
static PyObject *list_bad(PyObject *self, PyObject *arg) {
  PyObject *list = PySequence_List(arg);
  if (!list)
    goto error;
  if (PyList_Sort(list) < 0)
    goto error;
  return list;
error:
  if (PyList_GET_SIZE(list) == 0)
    // NULL-RESULT: 'list'
    PyErr_SetString(PyExc_ValueError, "empty");
  Py_DECREF(list);
  return NULL;
}

static PyObject *list_good(PyObject *self, PyObject *arg) {
  PyObject *list = PySequence_List(arg);
  if (!list)
    return NULL;
  if (PyList_Sort(list) < 0)
    goto error;
  return list;
error:
  if (PyList_GET_SIZE(list) == 0)
    PyErr_SetString(PyExc_ValueError, "empty");
  Py_DECREF(list);
  return NULL;
}

PyMethodDef null_methods[] = {{"size_bad", size_bad, METH_O, NULL},
                              {"size_good", size_good, METH_O, NULL},
                              {"list_bad", list_bad, METH_O, NULL},
                              {"list_good", list_good, METH_O, NULL},
                              {NULL, NULL, 0, NULL}};
