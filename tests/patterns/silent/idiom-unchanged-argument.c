// RUN: %check_all_hosts %s
// RUNTIME: good=listed_good,signed_good call=o args=((1, 2),)
// RUNTIME: good=listed_good,signed_good call=o args=([],)
// RUNTIME: bad=lost_bad:over|crash call=o args=((1, 2),)
// Pattern: S04
// A helper returns its argument if there is nothing to change; its callers
// compare what they get with what they gave.

#include <Python.h>

static PyObject *as_list(PyObject *given) {
  if (!PyTuple_Check(given))
    return given;
  return PySequence_List(given);
}

static PyObject *listed_good(PyObject *self, PyObject *o) {
  PyObject *list = as_list(o);
  if (list == NULL)
    return NULL;
  Py_ssize_t n = PyObject_Size(list);
  if (list != o)
    Py_DECREF(list);
  return n < 0 ? NULL : PyLong_FromSsize_t(n);
}

// The argument is a sign for "none".
static PyObject *find(PyObject *self, PyObject *o) {
  if (PyObject_Size(o) == 0)
    return self;
  return PySequence_GetItem(o, 0);
}

static PyObject *signed_good(PyObject *self, PyObject *o) {
  PyObject *found;
  found = find(self, o);
  if (found == self)
    Py_RETURN_NONE;
  if (!found)
    return NULL;
  Py_DECREF(found);
  return PyLong_FromLong(1);
}

static PyObject *as_tuple(PyObject *given) {
  if (PyTuple_Check(given))
    return given;
  // RETURN-BORROWED: 'given'
  return PySequence_Tuple(given);
}

static PyObject *lost_bad(PyObject *self, PyObject *o) {
  PyObject *tuple = as_tuple(o);
  if (tuple == NULL)
    return NULL;
  Py_ssize_t n = PyTuple_Size(tuple);
  Py_DECREF(tuple);
  return n < 0 ? NULL : PyLong_FromSsize_t(n);
}
