// RUN: %check_all_hosts %s
// RUNTIME: good=walk,chain,inplace,power args=(object(),)
// RUNTIME: good=walk,chain,inplace,power args=(3,)
// RUNTIME: good=walk,chain,inplace fail=PyObject_GetAttrString@2 args=(3,)
// RUNTIME: good=repeat args=('x', 3)
// Pattern: idiom
// One variable that owns a new object in each step, with the one before it
// released in between.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *walk(PyObject *self, PyObject *args) {
  PyObject *current = PyTuple_GET_ITEM(args, 0);
  Py_INCREF(current);
  for (int i = 0; i < 3; i++) {
    PyObject *next = PyObject_GetAttrString(current, "__class__");
    Py_DECREF(current);
    if (next == NULL)
      return NULL;
    current = next;
  }
  return current;
}

static PyObject *chain(PyObject *self, PyObject *args) {
  PyObject *object =
      PyObject_GetAttrString(PyTuple_GET_ITEM(args, 0), "__class__");
  PyObject *tmp;
  if (object == NULL)
    return NULL;
  tmp = object;
  object = PyObject_GetAttrString(tmp, "__name__");
  Py_DECREF(tmp);
  if (object == NULL)
    return NULL;
  tmp = object;
  object = PyObject_Repr(tmp);
  Py_DECREF(tmp);
  return object;
}

static PyObject *inplace(PyObject *self, PyObject *args) {
  PyObject *sum = PyLong_FromLong(0);
  if (sum == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    PyObject *next = PyNumber_InPlaceAdd(sum, PyTuple_GET_ITEM(args, i));
    Py_DECREF(sum);
    sum = next;
    if (sum == NULL)
      return NULL;
  }
  return sum;
}

static PyObject *power(PyObject *self, PyObject *args) {
  PyObject *base = PyTuple_GET_ITEM(args, 0), *result = NULL;
  int first = 1;
  for (int i = 0; i < 2; i++) {
    if (first) {
      result = PyNumber_Negative(base);
      first = 0;
    } else {
      PyObject *old = result;
      result = PyNumber_Multiply(old, base);
      Py_DECREF(old);
    }
    if (result == NULL)
      break;
  }
  return result;
}

static PyObject *repeat(PyObject *self, PyObject *args) {
  PyObject *text;
  int count;
  if (!PyArg_ParseTuple(args, "Ui", &text, &count))
    return NULL;
  PyObject *result = PyUnicode_FromString("");
  while (count-- > 0 && result != NULL)
    Py_SETREF(result, PyUnicode_Concat(result, text));
  return result;
}
