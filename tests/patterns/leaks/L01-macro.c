// RUN: %check_all_hosts %s
// RUNTIME: bad=get_bad:leak,wrapped_bad:leak good=get_good,wrapped_good args=(1.5,)
// RUNTIME: good=get_good,wrapped_good args=('',)
// Pattern: L01
// The reference is made by a macro of the extension, and leaves the function or
// is released by another.

#include <Python.h>

#define GET(object, name) PyObject_GetAttrString((object), #name)
#define RELEASE(object) Py_XDECREF(object)
#define REQUIRE(object)                                                        \
  do {                                                                         \
    if ((object) == NULL)                                                      \
      return NULL;                                                             \
  } while (0)
#define MAKE_NUMBER(variable, value)                                           \
  PyObject *variable = PyLong_FromLong(value);                                 \
  REQUIRE(variable)

static PyObject *get_bad(PyObject *self, PyObject *args) {
  PyObject *real = GET(PyTuple_GET_ITEM(args, 0), real);
  REQUIRE(real);
  Py_RETURN_NONE;
  // LEAK: 'real'
}

static PyObject *wrapped_bad(PyObject *self, PyObject *args) {
  MAKE_NUMBER(number, 123456);
  Py_RETURN_TRUE;
  // LEAK: 'number'
}

static PyObject *get_good(PyObject *self, PyObject *args) {
  PyObject *real = GET(PyTuple_GET_ITEM(args, 0), real);
  REQUIRE(real);
  RELEASE(real);
  Py_RETURN_NONE;
}

static PyObject *wrapped_good(PyObject *self, PyObject *args) {
  MAKE_NUMBER(number, 123456);
  RELEASE(number);
  Py_RETURN_TRUE;
}
