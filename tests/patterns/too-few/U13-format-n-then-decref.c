// RUN: %check_all_hosts %s
// RUNTIME-SETUP: m.send = lambda x: None
// RUNTIME: bad=statistics_bad:over good=statistics_good,borrowing_format_good
// RUNTIME: bad=send_bad:over good=send_good call=o args=(id,)
// RUNTIME: bad=broadcast_bad:over good=broadcast_good args=(1, 2)
// Pattern: U13
// What was passed as `N` is no longer the function's to release, whether the
// call succeeded or not.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *statistics_bad(PyObject *self, PyObject *args) {
  PyObject *total = PyLong_FromSsize_t(PyTuple_GET_SIZE(args) + 100000);
  if (total == NULL)
    return NULL;
  PyObject *result = Py_BuildValue("{s:N}", "total", total);
  Py_DECREF(total);
  // OVERRELEASE: ... 'total'
  return result;
}

static PyObject *statistics_good(PyObject *self, PyObject *args) {
  PyObject *total = PyLong_FromSsize_t(PyTuple_GET_SIZE(args) + 100000);
  if (total == NULL)
    return NULL;
  return Py_BuildValue("{s:N}", "total", total);
}

static PyObject *borrowing_format_good(PyObject *self, PyObject *args) {
  PyObject *total = PyLong_FromSsize_t(PyTuple_GET_SIZE(args) + 100000);
  if (total == NULL)
    return NULL;
  PyObject *result = Py_BuildValue("{s:O}", "total", total);
  Py_DECREF(total);
  return result;
}

// The label releases what the call already took.
static PyObject *send_bad(PyObject *self, PyObject *target) {
  PyObject *result = NULL;
  PyObject *payload = PyObject_Repr(target);
  if (payload == NULL)
    goto done;
  result = PyObject_CallFunction(target, "(N)", payload);
done:
  Py_XDECREF(payload);
  // OVERRELEASE: ... 'payload'
  return result;
}

static PyObject *send_good(PyObject *self, PyObject *target) {
  PyObject *result = NULL;
  PyObject *payload = PyObject_Repr(target);
  if (payload == NULL)
    goto done;
  result = PyObject_CallFunction(target, "(O)", payload);
done:
  Py_XDECREF(payload);
  return result;
}

// The same reference given away in every turn.
static PyObject *broadcast_bad(PyObject *self, PyObject *args) {
  PyObject *payload = PyObject_Repr(self);
  if (payload == NULL)
    return NULL;
  Py_ssize_t i = PyTuple_GET_SIZE(args);
  do {
    PyObject *done = PyObject_CallMethod(self, "send", "N", payload);
    // OVERRELEASE: ... 'payload'
    if (done == NULL)
      return NULL;
    // LEAK: 'payload'
    Py_DECREF(done);
  } while (--i > 0);
  Py_RETURN_NONE;
}

static PyObject *broadcast_good(PyObject *self, PyObject *args) {
  PyObject *payload = PyObject_Repr(self);
  if (payload == NULL)
    return NULL;
  Py_ssize_t i = PyTuple_GET_SIZE(args);
  do {
    PyObject *done = PyObject_CallMethod(self, "send", "O", payload);
    if (done == NULL) {
      Py_DECREF(payload);
      return NULL;
    }
    Py_DECREF(done);
  } while (--i > 0);
  Py_DECREF(payload);
  Py_RETURN_NONE;
}

PyMethodDef format_methods[] = {{"send_bad", send_bad, METH_O, NULL},
                                {"send_good", send_good, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};
