// RUN: %check_all_hosts %s
// RUNTIME: none (helpers whose callers are given no say)
// Pattern: L27
// What a helper leaves behind when it fails: a reference in an out-parameter that
// no caller looks at then, and an argument that its other failures release.

#include <Python.h>

// Returns 0 when it fails, as the first of its results.
static int convert_bad(PyObject *object, PyObject **bytes, Py_ssize_t *size) {
  char *text;
  if (PyLong_Check(object)) {
    *size = PyLong_AsSsize_t(object);
    return *size < 0 ? 0 : 2;
  }
  if (PyBytes_Check(object)) {
    Py_INCREF(object);
    *bytes = object;
    if (PyBytes_AsStringAndSize(*bytes, &text, NULL) < 0)
      return 0; // LEAK: '*bytes'
    return 1;
  }
  PyErr_SetString(PyExc_TypeError, "neither bytes nor int");
  return 0;
}

static int convert_good(PyObject *object, PyObject **bytes, Py_ssize_t *size) {
  char *text;
  if (PyLong_Check(object)) {
    *size = PyLong_AsSsize_t(object);
    return *size < 0 ? 0 : 2;
  }
  if (PyBytes_Check(object)) {
    Py_INCREF(object);
    *bytes = object;
    if (PyBytes_AsStringAndSize(*bytes, &text, NULL) < 0) {
      Py_CLEAR(*bytes);
      return 0;
    }
    return 1;
  }
  PyErr_SetString(PyExc_TypeError, "neither bytes nor int");
  return 0;
}

static PyObject *write_bad(PyObject *self, PyObject *arg) {
  PyObject *bytes = NULL;
  Py_ssize_t size;
  int kind = convert_bad(arg, &bytes, &size);
  if (kind == 0)
    return NULL;
  if (kind == 1) {
    size = PyBytes_GET_SIZE(bytes);
    Py_DECREF(bytes);
  }
  return PyLong_FromSsize_t(size);
}

static PyObject *write_good(PyObject *self, PyObject *arg) {
  PyObject *bytes = NULL;
  Py_ssize_t size;
  int kind = convert_good(arg, &bytes, &size);
  if (kind == 0)
    return NULL;
  if (kind == 1) {
    size = PyBytes_GET_SIZE(bytes);
    Py_DECREF(bytes);
  }
  return PyLong_FromSsize_t(size);
}

// Two outputs, of which only the second is released.
static int set_up_bad(PyObject *from, PyObject **name, PyObject **registry) {
  *name = PyObject_GetAttrString(from, "name");
  if (*name == NULL)
    return -1;
  *registry = PyDict_New();
  if (*registry == NULL)
    return -1; // LEAK: '*name'
  if (PyObject_SetAttrString(from, "registry", *registry) < 0) {
    Py_DECREF(*registry);
    return -1; // The same.
  }
  return 0;
}

static int set_up_good(PyObject *from, PyObject **name, PyObject **registry) {
  *name = PyObject_GetAttrString(from, "name");
  if (*name == NULL)
    return -1;
  *registry = PyDict_New();
  if (*registry == NULL) {
    Py_DECREF(*name);
    return -1;
  }
  return 0;
}

// Its caller releases it, whatever the result.
static int open_good(PyObject *from, PyObject **name) {
  *name = PyObject_GetAttrString(from, "name");
  if (*name == NULL)
    return -1;
  if (!PyUnicode_Check(*name)) {
    PyErr_SetString(PyExc_TypeError, "no text");
    return -1;
  }
  return 0;
}

static PyObject *warn_bad(PyObject *self, PyObject *arg) {
  PyObject *name, *registry;
  if (set_up_bad(arg, &name, &registry) < 0)
    return NULL;
  return Py_BuildValue("NN", name, registry);
}

static PyObject *warn_good(PyObject *self, PyObject *arg) {
  PyObject *name, *registry;
  if (set_up_good(arg, &name, &registry) < 0)
    return NULL;
  return Py_BuildValue("NN", name, registry);
}

static PyObject *opened_good(PyObject *self, PyObject *arg) {
  PyObject *name = NULL;
  if (open_good(arg, &name) < 0) {
    Py_XDECREF(name);
    return NULL;
  }
  return name;
}

static PyObject *opened_at_end_good(PyObject *self, PyObject *arg) {
  PyObject *name = NULL, *result = NULL;
  if (open_good(arg, &name) < 0)
    goto done;
  result = PyObject_Str(name);
done:
  Py_XDECREF(name);
  return result;
}

// The argument is taken over, but one failure forgets it.
static PyObject *next_pair_bad(PyObject *number, PyObject *item) {
  PyObject *next = PyNumber_Add(number, number);
  if (next == NULL)
    return NULL; // LEAK: 'item'
  PyObject *pair = PyTuple_New(2);
  if (pair == NULL) {
    Py_DECREF(next);
    Py_DECREF(item);
    return NULL;
  }
  PyTuple_SET_ITEM(pair, 0, next);
  PyTuple_SET_ITEM(pair, 1, item);
  return pair;
}

static PyObject *next_pair_good(PyObject *number, PyObject *item) {
  PyObject *next = PyNumber_Add(number, number);
  if (next == NULL) {
    Py_DECREF(item);
    return NULL;
  }
  PyObject *pair = PyTuple_New(2);
  if (pair == NULL) {
    Py_DECREF(next);
    Py_DECREF(item);
    return NULL;
  }
  PyTuple_SET_ITEM(pair, 0, next);
  PyTuple_SET_ITEM(pair, 1, item);
  return pair;
}

static int put_bad(PyObject *dict, PyObject *key, PyObject *value) {
  if (!PyUnicode_Check(key)) {
    PyErr_SetString(PyExc_TypeError, "no text");
    return -1; // LEAK: 'value'
  }
  int result = PyDict_SetItem(dict, key, value);
  Py_DECREF(value);
  if (result < 0)
    return -1;
  return 0;
}

// Only what succeeds takes it: its callers release it after a failure.
static int put_on_success_good(PyObject *list, Py_ssize_t i, PyObject *value) {
  if (i >= PyList_GET_SIZE(list)) {
    PyErr_SetString(PyExc_IndexError, "no place");
    return -1;
  }
  PyObject *old = PyList_GET_ITEM(list, i);
  PyList_SET_ITEM(list, i, value);
  Py_XDECREF(old);
  return 0;
}

// Without an argument there is none to release.
static int put_any_good(PyObject *dict, PyObject *key, PyObject *value) {
  if (value == NULL)
    return -1;
  int result = PyDict_SetItem(dict, key, value);
  Py_DECREF(value);
  if (result < 0)
    return -1;
  return 0;
}

static PyObject *pair_bad(PyObject *self, PyObject *arg) {
  PyObject *item = PyObject_Str(arg);
  return item ? next_pair_bad(arg, item) : NULL;
}

static PyObject *pair_good(PyObject *self, PyObject *arg) {
  PyObject *item = PyObject_Str(arg);
  return item ? next_pair_good(arg, item) : NULL;
}

static PyObject *put(PyObject *self, PyObject *arg) {
  PyObject *dict = PyDict_New(), *list = PyList_New(1);
  if (dict == NULL || list == NULL || put_bad(dict, arg, PyObject_Str(arg)) < 0 ||
      put_any_good(dict, arg, PyObject_Str(arg)) < 0) {
    Py_XDECREF(list);
    Py_XDECREF(dict);
    return NULL;
  }
  PyObject *value = PyObject_Str(arg);
  if (value != NULL && put_on_success_good(list, 1, value) < 0)
    Py_DECREF(value);
  Py_DECREF(list);
  return dict;
}

static PyMethodDef methods[] = {
    {"write_bad", write_bad, METH_O, NULL},
    {"write_good", write_good, METH_O, NULL},
    {"warn_bad", warn_bad, METH_O, NULL},
    {"warn_good", warn_good, METH_O, NULL},
    {"opened_good", opened_good, METH_O, NULL},
    {"opened_at_end_good", opened_at_end_good, METH_O, NULL},
    {"pair_bad", pair_bad, METH_O, NULL},
    {"pair_good", pair_good, METH_O, NULL},
    {"put", put, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
PyMethodDef *table = methods;
