// RUN: %check_all_hosts %s
// RUNTIME: bad=build_bad:leak good=build_good args=(1.5,)
// RUNTIME: good=release_good,release_some_good,list_good args=()
// Pattern: L01
// Helpers with a va_list: what they return is known from their body, what
// becomes of the objects behind the `...` is not.

#include <Python.h>
#include <stdarg.h>

static PyObject *build(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  PyObject *result = Py_VaBuildValue(format, arguments);
  va_end(arguments);
  return result;
}

static PyObject *build_bad(PyObject *self, PyObject *args) {
  PyObject *pair = build("(OO)", self, args);
  if (pair == NULL)
    return NULL;
  Py_RETURN_NONE;
  // LEAK: 'pair'
}

static PyObject *build_good(PyObject *self, PyObject *args) {
  PyObject *pair = build("(OO)", self, args);
  if (pair == NULL)
    return NULL;
  Py_DECREF(pair);
  Py_RETURN_NONE;
}

static void release_all(int count, ...) {
  va_list objects;
  va_start(objects, count);
  for (int i = 0; i < count; i++)
    Py_XDECREF(va_arg(objects, PyObject *));
  va_end(objects);
}

static PyObject *release_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  PyObject *dict = PyDict_New();
  release_all(2, list, dict);
  Py_RETURN_NONE;
}

static PyObject *release_some_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  PyObject *dict = PyDict_New();
  if (list == NULL || dict == NULL) {
    release_all(2, list, dict);
    return NULL;
  }
  release_all(1, dict);
  return list;
}

static PyObject *list_of(int count, ...) {
  PyObject *list = PyList_New(count);
  if (list == NULL)
    return NULL;
  va_list items;
  va_start(items, count);
  for (int i = 0; i < count; i++)
    PyList_SET_ITEM(list, i, Py_NewRef(va_arg(items, PyObject *)));
  va_end(items);
  return list;
}

static PyObject *list_good(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL)
    return NULL;
  PyObject *list = list_of(1, item);
  Py_DECREF(item);
  return list;
}
