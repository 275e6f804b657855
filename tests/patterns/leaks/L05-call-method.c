// RUN: %check_all_hosts %s
// RUNTIME: bad=now_bad:leak good=now_good args=(5,)
// RUNTIME: bad=two_bad:leak args=(5,)
// Pattern: L05
// "N" in a call by name: where the attribute is not found, the arguments are never
// looked at, and the reference stays with the caller.

#include <Python.h>

static PyObject *now_bad(PyObject *self, PyObject *args) {
  PyObject *now = PyLong_FromLong(100000);
  if (now == NULL)
    return NULL;
  return PyObject_CallMethod(PyTuple_GET_ITEM(args, 0), "fromutc", "N", now);
  // LEAK: 'now'
}

static PyObject *now_good(PyObject *self, PyObject *args) {
  PyObject *now = PyLong_FromLong(100000);
  if (now == NULL)
    return NULL;
  PyObject *result =
      PyObject_CallMethod(PyTuple_GET_ITEM(args, 0), "fromutc", "O", now);
  Py_DECREF(now);
  return result;
}

static PyObject *two_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *r = PyObject_CallMethod(PyTuple_GET_ITEM(args, 0), "missing", "(iN)", 1,
                                    list);
  if (r == NULL)
    return NULL;
  // LEAK: 'list'
  Py_DECREF(r);
  Py_RETURN_NONE;
}

// A call of the object itself always looks at its arguments.
static PyObject *call_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  return PyObject_CallFunction(PyTuple_GET_ITEM(args, 0), "N", list);
}

// The function knows that there is such a method.
static PyObject *asked_good(PyObject *self, PyObject *args) {
  PyObject *target = PyTuple_GET_ITEM(args, 0);
  if (!PyObject_HasAttrString(target, "bit_length"))
    Py_RETURN_NONE;
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  return PyObject_CallMethod(target, "bit_length", "N", list);
}
