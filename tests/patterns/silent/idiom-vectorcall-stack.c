// RUN: %check_all_hosts %s
// RUNTIME: good=call_two,call_bound,call_method args=(str, 'a')
// RUNTIME: good=call_two fail=PyLong_FromLong args=(str, 'a')
// Pattern: idiom
// Arguments of a vectorcall in an array on the stack: the array borrows, the
// local variables own.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *call_two(PyObject *self, PyObject *args) {
  PyObject *callable = PyTuple_GET_ITEM(args, 0);
  PyObject *number = PyLong_FromLong(100000);
  if (number == NULL)
    return NULL;
  PyObject *stack[2] = {number, PyTuple_GET_ITEM(args, 1)};
  PyObject *result = PyObject_Vectorcall(callable, stack, 2, NULL);
  Py_DECREF(number);
  return result;
}

// The array owns its elements, and a second loop releases them.
static PyObject *call_bound(PyObject *self, PyObject *args) {
  PyObject *stack[3];
  stack[0] = NULL;
  stack[1] = PyObject_Repr(args);
  if (stack[1] == NULL)
    return NULL;
  stack[2] = PyObject_Str(self);
  if (stack[2] == NULL) {
    Py_DECREF(stack[1]);
    return NULL;
  }
  PyObject *result =
      PyObject_Vectorcall(PyTuple_GET_ITEM(args, 0), stack + 1,
                          2 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
  for (int i = 1; i < 3; i++)
    Py_DECREF(stack[i]);
  return result;
}

static PyObject *call_method(PyObject *self, PyObject *args) {
  PyObject *name = PyUnicode_InternFromString("count");
  if (name == NULL)
    return NULL;
  PyObject *stack[2] = {args, PyTuple_GET_ITEM(args, 1)};
  PyObject *result = PyObject_VectorcallMethod(name, stack, 2, NULL);
  Py_DECREF(name);
  return result;
}
