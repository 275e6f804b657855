#include <Python.h>

/* A part of the body is included; the path begins here and ends there. */
int middle(PyObject *module) {
  PyObject *text = PyUnicode_FromString("kept");
  if (text == NULL)
    return -1;
#include "middle.inc"
  Py_DECREF(text);
  return 0;
}

/* It begins there and ends here. */
PyObject *begins_there(PyObject *module) {
#include "begins.inc"
  return PyLong_FromLong(1);
}

/* The function ends there. */
PyObject *ends_there(PyObject *module) {
  PyObject *number = PyLong_FromLong(2);
#include "ends.inc"

#define NAME(name, value)                                                      \
  do {                                                                         \
    PyObject *number = PyLong_FromLong(value);                                 \
    if (number == NULL)                                                        \
      return -1;                                                               \
    if (PyObject_SetAttrString(module, #name, number) < 0)                     \
      return -1;                                                               \
    Py_DECREF(number);                                                         \
  } while (0);

/* Each use of a macro of this file has a leak of its own, at its place. */
int names(PyObject *module) {
#include "names.inc"
  return 0;
}

/* The same part in two functions, and twice in one. */
PyObject *twice(PyObject *module) {
  {
#include "begins.inc"
  }
  {
#include "begins.inc"
  }
  return PyLong_FromLong(3);
}
