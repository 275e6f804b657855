// RUN: %check_all_hosts %s
// Pattern: U05
// Text and data that a function returns belong to its argument, and go with it.

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

PyObject *text_bad(PyObject *self, PyObject *object) {
  PyObject *string = PyObject_Str(object);
  if (string == NULL)
    return NULL;
  const char *text = PyUnicode_AsUTF8(string);
  Py_DECREF(string);
  if (text == NULL)
    return NULL;
  return PyBytes_FromString(text);
  // USE-AFTER-RELEASE: 'text' is used after the object that it points into
}

PyObject *bytes_bad(PyObject *self, PyObject *object) {
  PyObject *bytes = PyBytes_FromObject(object);
  if (bytes == NULL)
    return NULL;
  char *first = PyBytes_AsString(bytes);
  Py_DECREF(bytes);
  return PyLong_FromLong(first[0]);
  // USE-AFTER-RELEASE: 'first'
}

char array_bad(PyObject *self, PyObject *object) {
  char last = 0;
  PyObject *array = PyByteArray_FromObject(object);
  if (array == NULL)
    return last;
  char *data = PyByteArray_AsString(array);
  Py_ssize_t size = PyByteArray_Size(array);
  Py_DECREF(array);
  while (size-- > 0)
    last = *data++;
  // USE-AFTER-RELEASE: 'data'
  return last;
}

size_t text_good(PyObject *self, PyObject *object) {
  size_t length = 0;
  PyObject *string = PyObject_Str(object);
  const char *text = string ? PyUnicode_AsUTF8(string) : NULL;
  if (text != NULL)
    length = strlen(text);
  Py_XDECREF(string);
  return length;
}

PyObject *copied_good(PyObject *self, PyObject *object) {
  char copy[16];
  PyObject *string = PyObject_Str(object);
  const char *text = string ? PyUnicode_AsUTF8(string) : NULL;
  if (text == NULL) {
    Py_XDECREF(string);
    return NULL;
  }
  strncpy(copy, text, sizeof copy - 1);
  copy[sizeof copy - 1] = 0;
  Py_DECREF(string);
  return PyBytes_FromString(copy);
}

// The list has the object.
PyObject *item_good(PyObject *self, PyObject *list) {
  PyObject *item = PySequence_GetItem(list, 0);
  const char *text = item ? PyUnicode_AsUTF8(item) : NULL;
  Py_XDECREF(item);
  return text ? PyBytes_FromString(text) : NULL;
}

// The caller has the object.
const char *given_good(PyObject *self, PyObject *object) {
  Py_INCREF(object);
  const char *text = PyUnicode_AsUTF8(object);
  Py_DECREF(object);
  return text;
}
