// RUN: %check_all_hosts %s
// RUNTIME: good=collect args=(1, 2, 3)
// RUNTIME: good=collect fail=PyList_Append@2 args=(1, 2, 3)
// RUNTIME: good=describe args=(object(),)
// RUNTIME: good=describe fail=PyDict_SetItemString@2 args=(object(),)
// RUNTIME: good=remember,finish call=binary run=f(m.Record(1, 2), object())
// Pattern: S03
// Helpers of the same file take ownership of an argument: they release it, pass
// it on to a call that steals, or store it.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// Appends the item and releases it, even on failure; NULL is passed on.
static int append_new(PyObject *list, PyObject *item) {
  if (item == NULL)
    return -1;
  int result = PyList_Append(list, item);
  Py_DECREF(item);
  return result;
}

static PyObject *collect(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    if (append_new(list, PyObject_Repr(PyTuple_GET_ITEM(args, i))) < 0) {
      Py_DECREF(list);
      return NULL;
    }
  }
  return list;
}

// The same for a dict's values.
static int set_new(PyObject *dict, const char *key, PyObject *value) {
  int result = -1;
  if (value != NULL) {
    result = PyDict_SetItemString(dict, key, value);
    Py_DECREF(value);
  }
  return result;
}

static PyObject *describe(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  if (set_new(dict, "size", PyLong_FromSsize_t(PyTuple_GET_SIZE(args))) < 0 ||
      set_new(dict, "text", PyObject_Repr(args)) < 0)
    goto error;
  return dict;
error:
  Py_DECREF(dict);
  return NULL;
}

typedef struct {
  PyObject_HEAD
  PyObject *last;
  PyObject *log;
} Session;

// Stores the reference that it is given.
static void session_set_last(Session *self, PyObject *value) {
  PyObject *old = self->last;
  self->last = value;
  Py_XDECREF(old);
}

static PyObject *remember(PyObject *object, PyObject *value) {
  PyObject *text = PyObject_Repr(value);
  if (text == NULL)
    return NULL;
  session_set_last((Session *)object, text);
  Py_RETURN_NONE;
}

// Releases what it is given and returns NULL, to be used in a return.
static PyObject *fail_with(PyObject *garbage, const char *message) {
  Py_XDECREF(garbage);
  PyErr_SetString(PyExc_RuntimeError, message);
  return NULL;
}

static PyObject *finish(PyObject *object, PyObject *value) {
  PyObject *copy = PySequence_List(value);
  if (copy == NULL)
    return fail_with(NULL, "no sequence");
  if (PyList_GET_SIZE(copy) == 0)
    return fail_with(copy, "empty sequence");
  return copy;
}

PyMethodDef session_methods[] = {{"remember", remember, METH_O, NULL},
                                 {"finish", finish, METH_O, NULL},
                                 {NULL, NULL, 0, NULL}};
