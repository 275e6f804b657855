// RUN: %check_all_hosts %s
// RUNTIME: bad=stored_bad:leak,made_bad:leak args=([],)
// RUNTIME: good=stored_good,made_good,known_good args=([],)
// Pattern: L01
// Calls through pointers to functions: which one it is, is known where it was
// assigned in the same function; else the convention holds, and arguments are
// borrowed.

#include <Python.h>

typedef int (*store_function)(PyObject *list, PyObject *item);
typedef PyObject *(*make_function)(void);

static int append(PyObject *list, PyObject *item) {
  return PyList_Append(list, item);
}

static int append_new(PyObject *list, PyObject *item) {
  int result = PyList_Append(list, item);
  Py_DECREF(item);
  return result;
}

static PyObject *make_dict(void) { return PyDict_New(); }

store_function store = append;
make_function make = make_dict;

static PyObject *stored_bad(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  if (store(PyTuple_GET_ITEM(args, 0), item) < 0)
    return NULL;
  Py_RETURN_NONE;
  // LEAK@-2: 'item'
}

static PyObject *stored_good(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  int result = store(PyTuple_GET_ITEM(args, 0), item);
  Py_DECREF(item);
  if (result < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *known_good(PyObject *self, PyObject *args) {
  store_function takes = append_new;
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  if (takes(PyTuple_GET_ITEM(args, 0), item) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *made_bad(PyObject *self, PyObject *args) {
  make_function makes = make_dict;
  PyObject *dict = makes();
  if (dict == NULL)
    return NULL;
  Py_RETURN_NONE;
  // LEAK: 'dict'
}

static PyObject *made_good(PyObject *self, PyObject *args) {
  PyObject *dict = make();
  if (dict == NULL)
    return NULL;
  Py_DECREF(dict);
  Py_RETURN_NONE;
}
