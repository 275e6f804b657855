// RUN: grep -v CHECK %s >%t.c && %status %pyrefcheck --fix %t.c -- %pyinc | FileCheck %s --check-prefix=EXIT
// RUN: FileCheck %s <%t.c
// EXIT: exit status: 0
// A result is tested where it comes from, and nothing else is lost there.

#include <Python.h>

PyObject *tested(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0); // an empty one
  PyList_Append(list, self);
  return list;
}
// CHECK-LABEL: *tested(
// CHECK: PyObject *list = PyList_New(0); // an empty one
// CHECK-NEXT: {{^}}  if (list == NULL)
// CHECK-NEXT: {{^}}    return NULL;

PyObject *with_another(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  PyObject *list = PyList_New(0);
  PyList_Append(list, self);
  PyDict_SetItemString(dict, "list", list);
  Py_DECREF(list);
  return dict;
}
// CHECK-LABEL: *with_another(
// CHECK: PyObject *list = PyList_New(0);
// CHECK-NEXT: {{^}}  if (list == NULL) {
// CHECK-NEXT: {{^}}    Py_DECREF(dict);
// CHECK-NEXT: {{^}}    return NULL;
// CHECK-NEXT: {{^}}  }
