// RUN: grep -v CHECK %s >%t.c && %status %pyrefcheck --fix %t.c -- %pyinc | FileCheck %s --check-prefix=EXIT
// RUN: FileCheck %s <%t.c
// EXIT: exit status: 0
// What is lost is released where it is lost.

#include <Python.h>

// Braces come with the second statement; the block is indented as the file is.
PyObject *unbraced(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if (PyTuple_Size(args) < 0)
    return NULL;
  return list;
}
// CHECK-LABEL: PyObject *unbraced(
// CHECK: if (PyTuple_Size(args) < 0) {
// CHECK-NEXT: {{^}}    Py_DECREF(list);
// CHECK-NEXT: {{^}}    return NULL;
// CHECK-NEXT: {{^}}  }
// CHECK-NEXT: {{^}}  return list;

PyObject *one_line(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL) return NULL;
  if (PyTuple_Size(args) < 0) return NULL;
  return list;
}
// CHECK-LABEL: PyObject *one_line(
// CHECK: if (PyTuple_Size(args) < 0) {
// CHECK-NEXT: {{^}}    Py_DECREF(list);
// CHECK-NEXT: {{^}}    return NULL;
// CHECK-NEXT: {{^}}  }

// Nobody has asked whether it is NULL.
PyObject *may_be_null(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  Py_RETURN_NONE;
}
// CHECK-LABEL: PyObject *may_be_null(
// CHECK: {{^}}  Py_XDECREF(list);
// CHECK-NEXT: {{^}}  Py_RETURN_NONE;

// All exits by which it is lost.
PyObject *two_exits(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if (PyTuple_Size(args) < 0)
    return NULL;
  if (PyTuple_Size(args) == 1) {
    return PyLong_FromLong(1000);
  }
  return list;
}
// CHECK-LABEL: PyObject *two_exits(
// CHECK: Py_DECREF(list);
// CHECK-NEXT: return NULL;
// CHECK: Py_DECREF(list);
// CHECK-NEXT: return PyLong_FromLong(1000);

// One that is owned or NULL on all ways to the label is released there, the
// other before the jump.
PyObject *jump(PyObject *self, PyObject *args) {
  PyObject *first = NULL, *second = NULL;
  first = PyList_New(0);
  if (first == NULL)
    goto error;
  second = PyList_New(0);
  if (second == NULL)
    goto error;
  if (PyList_Append(first, second) < 0) {
    Py_DECREF(first);
    goto error;
  }
  Py_DECREF(second);
  return first;
error:
  return NULL;
}
// CHECK-LABEL: PyObject *jump(
// CHECK: if (second == NULL) {
// CHECK-NEXT: Py_DECREF(first);
// CHECK-NEXT: goto error;
// CHECK-NEXT: }
// CHECK: {{^}}error:
// CHECK-NEXT: {{^}}  Py_XDECREF(second);
// CHECK-NEXT: {{^}}  return NULL;

// What is returned is computed first.
long number(PyObject *sequence) {
  PyObject *item = PySequence_GetItem(sequence, 0);
  if (item == NULL)
    return -1;
  return PyLong_AsLong(item);
}
// CHECK-LABEL: long number(
// CHECK: long result = PyLong_AsLong(item);
// CHECK-NEXT: Py_DECREF(item);
// CHECK-NEXT: return result;

PyObject *overwritten(PyObject *self, PyObject *args) {
  PyObject *item = PyLong_FromLong(1000);
  item = PyLong_FromLong(2000);
  return item;
}
// CHECK-LABEL: PyObject *overwritten(
// CHECK: Py_XDECREF(item);
// CHECK-NEXT: item = PyLong_FromLong(2000);

// The new value is computed from the old one.
PyObject *replaced(PyObject *self, PyObject *args) {
  PyObject *item = PyLong_FromLong(1000);
  if (item == NULL)
    return NULL;
  item = PyNumber_Negative(item);
  return item;
}
// CHECK-LABEL: PyObject *replaced(
// CHECK: Py_SETREF(item, PyNumber_Negative(item));

PyObject *discarded(PyObject *self, PyObject *args) {
  PyObject_CallMethod(self, "close", NULL);
  Py_RETURN_NONE;
}
// CHECK-LABEL: PyObject *discarded(
// CHECK: Py_XDECREF(PyObject_CallMethod(self, "close", NULL));

PyObject *nested(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  PyDict_SetItemString(dict, "one", PyLong_FromLong(1000));
  if (PyDict_SetItemString(dict, "two", PyLong_FromLong(2000)) < 0) {
    Py_DECREF(dict);
    return NULL;
  }
  return dict;
}
// CHECK-LABEL: PyObject *nested(
// CHECK: {{^}}  {
// CHECK-NEXT: {{^}}    PyObject *[[VALUE:value[0-9]*]] = PyLong_FromLong(1000);
// CHECK-NEXT: {{^}}    if ([[VALUE]] != NULL) {
// CHECK-NEXT: {{^}}      PyDict_SetItemString(dict, "one", [[VALUE]]);
// CHECK-NEXT: {{^}}      Py_DECREF([[VALUE]]);
// CHECK-NEXT: {{^}}    }
// CHECK-NEXT: {{^}}  }
// CHECK-NEXT: {{^}}  PyObject *[[OTHER:value[0-9]*]] = PyLong_FromLong(2000);
// CHECK-NEXT: int [[STATUS:status[0-9]*]] = [[OTHER]] == NULL ? -1 : PyDict_SetItemString(dict, "two", [[OTHER]]);
// CHECK-NEXT: Py_XDECREF([[OTHER]]);
// CHECK-NEXT: if ([[STATUS]] < 0) {

PyObject *built(PyObject *self, PyObject *args) {
  return Py_BuildValue("(iO)", 1, PyLong_FromLong(2000));
}
// CHECK-LABEL: PyObject *built(
// CHECK: return Py_BuildValue("(iN)", 1, PyLong_FromLong(2000));

PyObject *packed(PyObject *self, PyObject *object) {
  return PyTuple_Pack(3, PyLong_FromLong(1000), object, PyUnicode_FromString("x"));
}
// CHECK-LABEL: PyObject *packed(
// CHECK: return Py_BuildValue("(NON)", PyLong_FromLong(1000), object, PyUnicode_FromString("x"));

PyObject *width(PyObject *self, PyObject *event) {
  long width = PyLong_AsLong(PyObject_GetAttrString(event, "w"));
  if (width == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(width + 1);
}
// CHECK-LABEL: PyObject *width(
// CHECK: PyObject *[[VALUE:value[0-9]*]] = PyObject_GetAttrString(event, "w");
// CHECK-NEXT: long [[STATUS:status[0-9]*]] = [[VALUE]] == NULL ? -1 : PyLong_AsLong([[VALUE]]);
// CHECK-NEXT: Py_XDECREF([[VALUE]]);
// CHECK-NEXT: long width = [[STATUS]];
