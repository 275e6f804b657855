// RUN: %check_all_hosts %s
// RUNTIME: good=allocate,positive,wrong,checked args=(5,)
// RUNTIME: good=allocate,positive,wrong,checked args=(-5,)
// RUNTIME: good=positive args=('x',)
// Pattern: idiom
// Functions that always return NULL, used in a return: PyErr_NoMemory,
// PyErr_Format, PyErr_SetFromErrno, and helpers and macros like them.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *raise_value_error(const char *message) {
  PyErr_SetString(PyExc_ValueError, message);
  return NULL;
}

#define RAISE(type, message) return (PyErr_SetString(type, message), NULL)

static PyObject *allocate(PyObject *self, PyObject *args) {
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "n", &size))
    return NULL;
  if (size < 0)
    return PyErr_Format(PyExc_ValueError, "negative size: %zd", size);
  char *memory = PyMem_Malloc(size + 1);
  if (memory == NULL)
    return PyErr_NoMemory();
  memory[0] = 0;
  PyObject *result = PyBytes_FromString(memory);
  PyMem_Free(memory);
  return result;
}

static PyObject *positive(PyObject *self, PyObject *args) {
  PyObject *number = PyNumber_Long(PyTuple_GET_ITEM(args, 0));
  if (number == NULL)
    return NULL;
  PyObject *zero = PyLong_FromLong(0);
  if (zero == NULL) {
    Py_DECREF(number);
    return PyErr_NoMemory();
  }
  int less = PyObject_RichCompareBool(number, zero, Py_LT);
  Py_DECREF(zero);
  if (less) {
    Py_DECREF(number);
    return less < 0 ? NULL : raise_value_error("negative");
  }
  return number;
}

static PyObject *wrong(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    RAISE(PyExc_RuntimeError, "no text");
  if (PyUnicode_GetLength(text) > 4) {
    Py_DECREF(text);
    RAISE(PyExc_ValueError, "too long");
  }
  return text;
}

static PyObject *checked(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (!dict)
    return NULL;
  if (PyDict_SetItemString(dict, "args", args) < 0) {
    Py_DECREF(dict);
    return dict = NULL;
  }
  return dict;
}
