// RUN: %check_all_hosts %s
// RUNTIME: bad=first_bad:leak,none_bad:leak good=loop_good,counted_good args=(1.5, 2.5, None)
// RUNTIME: good=first_bad,none_bad,loop_good,counted_good args=(None, 1.5, 2.5)
// RUNTIME: good=loop_good,counted_good args=(1.5, 2.5, 3.5)
// Pattern: L25
// The same with loops: the error path releases too few of the elements.

#include <Python.h>

static PyObject *first_bad(PyObject *self, PyObject *args) {
  PyObject *items[3];
  Py_ssize_t i;
  if (PyTuple_GET_SIZE(args) != 3)
    return PyErr_Format(PyExc_TypeError, "three numbers are required");
  for (i = 0; i < 3; i++) {
    items[i] = PyNumber_Float(PyTuple_GET_ITEM(args, i));
    if (items[i] == NULL)
      goto error;
  }
  return Py_BuildValue("(NNN)", items[0], items[1], items[2]);
error:
  while (--i > 0)
    Py_DECREF(items[i]);
  return NULL;
  // LEAK: 'items[0]'
}

static PyObject *none_bad(PyObject *self, PyObject *args) {
  PyObject *items[3];
  if (PyTuple_GET_SIZE(args) != 3)
    return PyErr_Format(PyExc_TypeError, "three numbers are required");
  for (int i = 0; i < 3; i++) {
    items[i] = PyNumber_Float(PyTuple_GET_ITEM(args, i));
    if (items[i] == NULL)
      return NULL;
    // LEAK: 'items[0]'
  }
  return Py_BuildValue("(NNN)", items[0], items[1], items[2]);
}

static PyObject *loop_good(PyObject *self, PyObject *args) {
  PyObject *items[3];
  Py_ssize_t i;
  if (PyTuple_GET_SIZE(args) != 3)
    return PyErr_Format(PyExc_TypeError, "three numbers are required");
  for (i = 0; i < 3; i++) {
    items[i] = PyNumber_Float(PyTuple_GET_ITEM(args, i));
    if (items[i] == NULL)
      goto error;
  }
  return Py_BuildValue("(NNN)", items[0], items[1], items[2]);
error:
  while (--i >= 0)
    Py_DECREF(items[i]);
  return NULL;
}

static PyObject *counted_good(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyTuple_GET_SIZE(args), made = 0;
  PyObject *result = NULL;
  PyObject **items = PyMem_New(PyObject *, size);
  if (items == NULL)
    return PyErr_NoMemory();
  for (; made < size; made++) {
    items[made] = PyNumber_Float(PyTuple_GET_ITEM(args, made));
    if (items[made] == NULL)
      goto done;
  }
  result = PyLong_FromSsize_t(made);
done:
  for (Py_ssize_t i = 0; i < made; i++)
    Py_DECREF(items[i]);
  PyMem_Free(items);
  return result;
}
