// RUN: grep -v CHECK %s >%t.c && %status %pyrefcheck --no-merge --fix %t.c -- %pyinc | FileCheck %s --check-prefix=EXIT
// RUN: FileCheck %s <%t.c
// RUN: grep -v CHECK %s >%t.merged.c && %status %pyrefcheck --fix %t.merged.c -- %pyinc 2>&1 | FileCheck %s --check-prefix=MERGED-EXIT
// RUN: FileCheck %s --check-prefix=MERGED-CHECK <%t.merged.c
// EXIT: exit status: 1
// MERGED-EXIT: exit status: {{0|1}}
// Two fixes that change the same place: the first is made, the other one when
// it is run again. Those of references that are one finding are one.

#include <Python.h>

PyObject *one_exit(PyObject *self, PyObject *args) {
  PyObject *first = PyLong_FromLong(1);
  if (first == NULL)
    return NULL;
  PyObject *second = PyLong_FromLong(2);
  if (second == NULL) {
    Py_DECREF(first);
    return NULL;
  }
  if (PyTuple_Size(args) < 0) return NULL;
  PyObject *sum = PyNumber_Add(first, second);
  Py_DECREF(first);
  Py_DECREF(second);
  return sum;
}
// CHECK-LABEL: *one_exit(
// CHECK: if (PyTuple_Size(args) < 0) {
// CHECK-NEXT: {{^}}    Py_DECREF({{first|second}});
// CHECK-NEXT: {{^}}    return NULL;
// CHECK-NEXT: {{^}}  }
// MERGED-CHECK: if (PyTuple_Size(args) < 0) {
// MERGED-CHECK-NEXT: {{^}}    Py_DECREF(first);
// MERGED-CHECK-NEXT: {{^}}    Py_DECREF(second);
// MERGED-CHECK-NEXT: {{^}}    return NULL;
// MERGED-CHECK-NEXT: {{^}}  }
// MERGED-CHECK-NEXT: {{^}}  PyObject *sum

PyObject *one_assignment(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  PyObject *item = PyLong_FromLong(1);
  PyList_Append(list, item);
  return list;
}

PyObject *two_origins(PyObject *self, PyObject *object) {
  PyObject *list;
  if (PyObject_IsTrue(object) == 1) {
    list = PyTuple_New(1);
    PyObject *item = PyObject_Str(object);
    if (item == NULL)
      goto error;
    PyTuple_SetItem(list, 0, item);
  } else {
    list = PyTuple_New(2);
    PyObject *item = PyObject_Repr(object);
    if (item == NULL)
      goto error;
    PyTuple_SetItem(list, 0, item);
  }
  return list;
error:
  Py_DECREF(list);
  return NULL;
}
// CHECK-LABEL: PyObject *two_origins(
// CHECK: list = PyTuple_New(1);
// CHECK-NEXT: {{^}}    if (list == NULL)
// CHECK-NEXT: {{^}}      goto error;
// CHECK: list = PyTuple_New(2);
// CHECK-NEXT: {{^}}    if (list == NULL)
// CHECK-NEXT: {{^}}      goto error;
// CHECK: error:
// CHECK-NEXT: {{^}}  Py_XDECREF(list);
