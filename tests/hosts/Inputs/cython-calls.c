// Calls as Cython writes them: each unpacks a bound method if it can, which is
// two ways to the same end, and keeps the result.
#include <Python.h>

#define likely(x) __builtin_expect(!!(x), 1)
#define CALL(N)                                                                \
  function = PyObject_GetAttrString(self, "f" #N);                             \
  if (!function)                                                               \
    goto error;                                                                \
  if (likely(PyMethod_Check(function))) {                                      \
    bound = PyMethod_GET_SELF(function);                                       \
    if (likely(bound)) {                                                       \
      PyObject *plain = PyMethod_GET_FUNCTION(function);                       \
      Py_INCREF(bound);                                                        \
      Py_INCREF(plain);                                                        \
      Py_DECREF(function);                                                     \
      function = plain;                                                        \
    }                                                                          \
  }                                                                            \
  v##N = bound ? PyObject_CallFunctionObjArgs(function, bound, NULL)           \
               : PyObject_CallFunctionObjArgs(function, NULL);                 \
  Py_XDECREF(bound);                                                           \
  bound = NULL;                                                                \
  Py_DECREF(function);                                                         \
  if (!v##N)                                                                   \
    goto error;

static PyObject *NAME(PyObject *self, PyObject *args) {
  PyObject *function = NULL, *bound = NULL, *result = NULL;
  PyObject *v0 = NULL, *v1 = NULL, *v2 = NULL, *v3 = NULL, *v4 = NULL;
  PyObject *v5 = NULL, *v6 = NULL, *v7 = NULL, *v8 = NULL, *v9 = NULL;
  CALL(0)
  CALL(1)
  CALL(2)
  CALL(3)
  CALL(4)
  CALL(5)
  CALL(6)
  CALL(7)
  CALL(8)
  CALL(9)
  result = Py_NewRef(Py_None);
error:
  Py_XDECREF(v0);
  Py_XDECREF(v1);
  Py_XDECREF(v2);
  Py_XDECREF(v3);
  Py_XDECREF(v4);
  Py_XDECREF(v5);
  Py_XDECREF(v6);
  Py_XDECREF(v7);
  Py_XDECREF(v8);
  Py_XDECREF(v9);
  return result;
}

PyMethodDef methods[] = {{"name", NAME, METH_NOARGS, NULL}, {NULL}};
