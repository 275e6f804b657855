// RUN: %check_all_hosts %s
// RUNTIME: good=notify,append,both args=([],)
// RUNTIME: good=notify,append,both args=(3,)
// RUNTIME: good=compare args=(1, 'x')
// Pattern: idiom
// Results that are released in the expression that made them, or in a macro.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *notify(PyObject *self, PyObject *args) {
  Py_XDECREF(PyObject_CallMethod(PyTuple_GET_ITEM(args, 0), "clear", NULL));
  if (PyErr_Occurred())
    return NULL;
  Py_RETURN_NONE;
}

#define IGNORE(call)                                                           \
  do {                                                                         \
    PyObject *ignored = (call);                                                \
    if (ignored == NULL)                                                       \
      PyErr_Clear();                                                           \
    Py_XDECREF(ignored);                                                       \
  } while (0)

static PyObject *append(PyObject *self, PyObject *args) {
  PyObject *target = PyTuple_GET_ITEM(args, 0);
  IGNORE(PyObject_CallMethod(target, "append", "i", 1));
  IGNORE(PyObject_GetAttrString(target, "name"));
  Py_RETURN_NONE;
}

#define TRY(call)                                                              \
  if (!(result = (call)))                                                      \
    return NULL;                                                               \
  Py_DECREF(result)

static PyObject *both(PyObject *self, PyObject *args) {
  PyObject *result, *target = PyTuple_GET_ITEM(args, 0);
  TRY(PyObject_CallMethod(target, "append", "i", 1));
  TRY(PyObject_CallMethod(target, "pop", NULL));
  Py_RETURN_NONE;
}

static PyObject *compare(PyObject *self, PyObject *args) {
  PyObject *order = PyObject_RichCompare(PyTuple_GET_ITEM(args, 0),
                                         PyTuple_GET_ITEM(args, 1), Py_EQ);
  if (order == NULL)
    return NULL;
  int equal = PyObject_IsTrue(order);
  Py_DECREF(order);
  return equal < 0 ? NULL : PyBool_FromLong(equal);
}
