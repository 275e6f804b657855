// RUN: %check_all_hosts %s
// Pattern: U23
// In headers before 3.8 the reference operations are macros: they read the
// count of what they are given, NULL or not.

#include <Python.h>

#undef Py_DECREF
#define Py_DECREF(op)                                                          \
  do {                                                                         \
    PyObject *_py_decref_tmp = (PyObject *)(op);                               \
    if (--_py_decref_tmp->ob_refcnt == 0)                                      \
      _Py_Dealloc(_py_decref_tmp);                                             \
  } while (0)
#undef Py_INCREF
#define Py_INCREF(op) (((PyObject *)(op))->ob_refcnt++)
#undef Py_XDECREF
#define Py_XDECREF(op)                                                         \
  do {                                                                         \
    PyObject *_py_xdecref_tmp = (PyObject *)(op);                              \
    if (_py_xdecref_tmp != NULL)                                               \
      Py_DECREF(_py_xdecref_tmp);                                              \
  } while (0)

PyObject *either_bad(const char *text) {
  PyObject *str = PyUnicode_Decode(text, 256, "utf-8", "replace");
  if (str == NULL || PyUnicode_GetLength(str) == 3) {
    Py_DECREF(str); // NULL-RESULT: 'str'
    return NULL;
  }
  return str;
}

PyObject *either_good(const char *text) {
  PyObject *str = PyUnicode_Decode(text, 256, "utf-8", "replace");
  if (str == NULL || PyUnicode_GetLength(str) == 3) {
    Py_XDECREF(str);
    return NULL;
  }
  return str;
}

// The call has set it to NULL.
PyObject *resize_bad(PyObject *arg) {
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, 10);
  if (bytes == NULL)
    return NULL;
  if (_PyBytes_Resize(&bytes, 5) < 0) {
    Py_DECREF(bytes); // NULL-RESULT: 'bytes'
    bytes = NULL;
  }
  return bytes;
}

PyObject *resize_good(PyObject *arg) {
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, 10);
  if (bytes == NULL)
    return NULL;
  if (_PyBytes_Resize(&bytes, 5) < 0)
    return NULL;
  return bytes;
}

static PyObject *three(PyObject *arg) {
  PyObject *list = PyList_New(3);
  if (list == NULL)
    return NULL;
  return list;
}

// With an exception set one of them is NULL.
PyObject *helpers_bad(PyObject *arg) {
  PyObject *first = three(arg), *second = three(arg), *both;
  if (PyErr_Occurred())
    both = NULL;
  else
    both = PyTuple_Pack(2, first, second);
  Py_DECREF(first);  // NULL-RESULT: 'first'
  Py_DECREF(second); // NULL-RESULT: 'second'
  return both;
}

PyObject *helpers_good(PyObject *arg) {
  PyObject *first = three(arg), *second = three(arg), *both;
  if (PyErr_Occurred())
    both = NULL;
  else
    both = PyTuple_Pack(2, first, second);
  Py_XDECREF(first);
  Py_XDECREF(second);
  return both;
}

// A member by name, without any macro.
PyObject *type_bad(PyObject *arg) {
  PyObject *str = PyObject_Str(arg);
  if (str == NULL)
    return PyUnicode_FromString(str->ob_type->tp_name); // NULL-RESULT: 'str'
  return str;
}

PyObject *type_good(PyObject *arg) {
  PyObject *str = PyObject_Str(arg);
  if (str == NULL)
    return PyUnicode_FromString(arg->ob_type->tp_name);
  return str;
}

// What was read from memory that the function has cleared may have been filled
// since: another turn of the loop has another top.
PyObject *stack_good(PyObject **top, const char *code) {
  for (;; code++) {
    switch (*code) {
    case 'n':
      *top++ = NULL;
      break;
    case 'p': {
      PyObject *value = *--top;
      Py_DECREF(value);
      break;
    }
    default:
      return NULL;
    }
  }
}

// The count is changed by a statement of its own.
PyObject *found_bad(PyObject *dict, PyObject *name) {
  PyObject *value = PyDict_GetItemWithError(dict, name);
  if (value || PyErr_Occurred()) {
    Py_INCREF(value); // NULL-RESULT: 'value'
    return value;
  }
  Py_RETURN_NONE;
}

PyObject *either_null_bad(PyObject *self, PyObject *arg) {
  PyObject *text = PyUnicode_Check(arg) ? PyObject_Str(arg) : NULL;
  if (text == NULL) {
    PyObject *same = text;
    Py_INCREF(same); // NULL-RESULT: 'same'
    return same;
  }
  return text;
}

PyObject *found_good(PyObject *dict, PyObject *name) {
  PyObject *value = PyDict_GetItemWithError(dict, name);
  if (value) {
    Py_INCREF(value);
    return value;
  }
  if (PyErr_Occurred())
    return NULL;
  Py_RETURN_NONE;
}
