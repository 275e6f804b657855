// RUN: grep -v CHECK %s >%t.c && %status %pyrefcheck --fix %t.c -- %pyinc | FileCheck %s --check-prefix=EXIT
// RUN: FileCheck %s <%t.c
// EXIT: exit status: 0
// A temporary in the body of a macro is released there, once for all who use
// the macro, if the macro says by itself what it is.

#include <Python.h>

#define ADD(x)                                                                 \
  if (PyModule_AddIntConstant(module, #x, x))                                  \
    return -1;                                                                 \
  else {                                                                       \
    PyList_Append(names, PyUnicode_FromString(#x));                            \
  }
// CHECK: else {
// CHECK-NEXT: {{^}}    { PyObject *value = PyUnicode_FromString(#x); PyList_Append(names, value); Py_XDECREF(value); } \
// CHECK-NEXT: {{^}}  }

#define SET(x) do { PyDict_SetItemString(dict, #x, PyLong_FromLong(x)); } while (0)
// CHECK: #define SET(x) do { { PyObject *value = PyLong_FromLong(x); if (value != NULL) { PyDict_SetItemString(dict, #x, value); Py_DECREF(value); } } } while (0)

void set(PyObject *dict) { SET(PY_MAJOR_VERSION); }

static int add(PyObject *module, PyObject *names) {
  ADD(PY_MAJOR_VERSION);
  ADD(PY_MINOR_VERSION);
  return 0;
}

PyObject *names(PyObject *self, PyObject *module) {
  PyObject *list = PyList_New(0);
  if (list == NULL || add(module, list) < 0) {
    Py_XDECREF(list);
    return NULL;
  }
  return list;
}
