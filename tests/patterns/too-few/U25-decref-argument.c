// RUN: %check_all_hosts %s
// RUNTIME-SETUP: m.flush = lambda: None
// RUNTIME: bad=object_bad:over good=object_good call=o args=(object(),)
// RUNTIME: bad=tuple_bad:over good=tuple_good args=(1, 2)
// RUNTIME: bad=keywords_bad:over good=keywords_good call=keywords fail=PyDict_SetItemString
//     run=f(1, k=2)
// RUNTIME: bad=close_bad:over good=close_good call=noargs
// RUNTIME: bad=vector_bad:over good=vector_good call=fastcall args=(object(),)
// Pattern: U25
// A method's arguments are its caller's, `self` included.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *object_bad(PyObject *self, PyObject *arg) {
  PyObject *result = PyObject_Repr(arg);
  Py_DECREF(arg);
  // OVERRELEASE: ... 'arg'
  return result;
}

static PyObject *object_good(PyObject *self, PyObject *arg) {
  return PyObject_Repr(arg);
}

static PyObject *tuple_bad(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  Py_DECREF(args);
  // OVERRELEASE: ... 'args'
  return list;
}

static PyObject *tuple_good(PyObject *self, PyObject *args) {
  return PySequence_List(args);
}

// Only the error path releases the keywords.
static PyObject *keywords_bad(PyObject *self, PyObject *args,
                              PyObject *kwargs) {
  PyObject *copy = kwargs ? PyDict_Copy(kwargs) : PyDict_New();
  if (copy == NULL)
    return NULL;
  if (PyDict_SetItemString(copy, "args", args) < 0)
    goto error;
  return copy;
error:
  Py_DECREF(copy);
  Py_XDECREF(kwargs);
  // OVERRELEASE: ... 'kwargs'
  return NULL;
}

static PyObject *keywords_good(PyObject *self, PyObject *args,
                               PyObject *kwargs) {
  PyObject *copy = kwargs ? PyDict_Copy(kwargs) : PyDict_New();
  if (copy == NULL)
    return NULL;
  if (PyDict_SetItemString(copy, "args", args) < 0)
    goto error;
  return copy;
error:
  Py_DECREF(copy);
  return NULL;
}

static PyObject *close_bad(PyObject *self, PyObject *unused) {
  PyObject *done = PyObject_CallMethod(self, "flush", NULL);
  if (done == NULL)
    return NULL;
  Py_DECREF(self);
  // OVERRELEASE: ... 'self'
  return done;
}

static PyObject *close_good(PyObject *self, PyObject *unused) {
  return PyObject_CallMethod(self, "flush", NULL);
}

static PyObject *vector_bad(PyObject *self, PyObject *const *args,
                            Py_ssize_t nargs) {
  long count = 0;
  for (Py_ssize_t i = 0; i < nargs; i++) {
    PyObject *item = args[i];
    if (item != Py_None)
      count++;
    Py_DECREF(item);
    // OVERRELEASE: ... 'item'
  }
  return PyLong_FromLong(count);
}

static PyObject *vector_good(PyObject *self, PyObject *const *args,
                             Py_ssize_t nargs) {
  long count = 0;
  for (Py_ssize_t i = 0; i < nargs; i++)
    if (args[i] != Py_None)
      count++;
  return PyLong_FromLong(count);
}

PyMethodDef argument_methods[] = {
    {"object_bad", object_bad, METH_O, NULL},
    {"object_good", object_good, METH_O, NULL},
    {"tuple_bad", tuple_bad, METH_VARARGS, NULL},
    {"tuple_good", tuple_good, METH_VARARGS, NULL},
    {"keywords_bad", (PyCFunction)(void (*)(void))keywords_bad,
     METH_VARARGS | METH_KEYWORDS, NULL},
    {"keywords_good", (PyCFunction)(void (*)(void))keywords_good,
     METH_VARARGS | METH_KEYWORDS, NULL},
    {"close_bad", close_bad, METH_NOARGS, NULL},
    {"close_good", close_good, METH_NOARGS, NULL},
    {"vector_bad", (PyCFunction)(void (*)(void))vector_bad, METH_FASTCALL,
     NULL},
    {"vector_good", (PyCFunction)(void (*)(void))vector_good, METH_FASTCALL,
     NULL},
    {NULL, NULL, 0, NULL}};
