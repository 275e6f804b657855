#include <Python.h>

/* The macro makes a reference, the code around its use loses it. */
#define MAKE(variable, value) PyObject *variable = PyLong_FromLong(value)

int made_1(PyObject *module) {
  MAKE(number, 1);
  return number == NULL ? -1 : 0;
}

int made_2(PyObject *module) {
  MAKE(number, 2);
  return number == NULL ? -1 : 0;
}

/* Other names of a function lose nothing: what gets the result does. */
#define NEW_TEXT PyUnicode_FromString
#define NEW_TEXT_OF(text) PyUnicode_FromString(text)

void given_1(PyObject *list) {
  PyList_Append(list, NEW_TEXT("a"));
  PyList_Append(list, NEW_TEXT_OF("a"));
}

void given_2(PyObject *list) {
  PyList_Append(list, NEW_TEXT("b"));
  PyList_Append(list, NEW_TEXT_OF("b"));
}

/* The macro is given what it must not release. */
#define SAFE_DECREF(object)                                                    \
  do {                                                                         \
    Py_DECREF(object);                                                         \
  } while (0)

void released_1(PyObject *args) {
  PyObject *item = PyTuple_GetItem(args, 0);
  SAFE_DECREF(item);
}

void released_2(PyObject *args) {
  PyObject *item = PyTuple_GetItem(args, 0);
  SAFE_DECREF(item);
}

/* So are the API's own. */
PyObject *api_1(PyObject *args) {
  PyObject *item = PyTuple_GetItem(args, 0);
  Py_DECREF(item);
  Py_RETURN_NONE;
}

PyObject *api_2(PyObject *args) {
  PyObject *item = PyTuple_GetItem(args, 0);
  Py_DECREF(item);
  Py_RETURN_NONE;
}

/* Two exits of one function. */
PyObject *two_exits(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL || PyTuple_Size(args) < 0)
    return NULL;
  Py_DECREF(list);
  PyObject *dict = PyDict_New();
  if (dict == NULL || PyTuple_Size(args) < 1)
    return NULL;
  return dict;
}

/* A variable that is overwritten where another one is lost. */
PyObject *two_ways(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0), *dict = PyDict_New();
  list = PyTuple_New(0);
  Py_XDECREF(list);
  return PyLong_FromLong(dict == NULL);
}
