// RUN: grep -v CHECK %s >%t.c && %status %pyrefcheck --fix %t.c -- %pyinc | FileCheck %s --check-prefix=EXIT
// RUN: FileCheck %s <%t.c
// EXIT: exit status: 0
// Where the function cannot be left at once, what NULL cannot be given to is
// left out: it is not asked either whether it worked.

#include <Python.h>

typedef struct Lock Lock;
Lock *lock_new(void);
void lock_free(Lock *lock);

void neighbours(PyObject *dict) {
  Lock *lock = lock_new();
  PyObject *name = PyUnicode_FromString("name");
  PyDict_SetItemString(dict, "name", name);
  Py_DECREF(name);
  lock_free(lock);
}
// CHECK-LABEL: void neighbours(
// CHECK: PyObject *name = PyUnicode_FromString("name");
// CHECK-NEXT: {{^}}  if (name != NULL) {
// CHECK-NEXT: {{^}}    PyDict_SetItemString(dict, "name", name);
// CHECK-NEXT: {{^}}    Py_DECREF(name);
// CHECK-NEXT: {{^}}  }
// CHECK-NEXT: {{^}}  lock_free(lock);

PyObject *in_loop(PyObject *self, PyObject *object) {
  Lock *lock = lock_new();
  PyObject *list = PyList_New(0);
  for (int i = 0; i < 3; i++) {
    PyList_Append(list, // the list
                  object);
  }
  lock_free(lock);
  return list;
}
// CHECK-LABEL: PyObject *in_loop(
// CHECK: for (int i = 0; i < 3; i++) {
// CHECK-NEXT: {{^}}    if (list != NULL)
// CHECK-NEXT: {{^}}      PyList_Append(list, // the list
// CHECK-NEXT: {{^}}                    object);
// CHECK-NEXT: {{^}}  }

PyObject *release_alone(PyObject *self, PyObject *object) {
  Lock *lock = lock_new();
  PyObject *text = PyObject_Str(object);
  PyObject *result = PyObject_CallFunction(self, "O", text);
  Py_DECREF(text);
  lock_free(lock);
  return result;
}
// CHECK-LABEL: PyObject *release_alone(
// CHECK: PyObject *result = PyObject_CallFunction(self, "O", text);
// CHECK-NEXT: {{^}}  Py_XDECREF(text);

PyObject *known_to_be_null(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(2);
  if (tuple == NULL)
    return NULL;
  if (_PyTuple_Resize(&tuple, 1) < 0) {
    Py_DECREF(tuple);
    return NULL;
  }
  return tuple;
}
// CHECK-LABEL: PyObject *known_to_be_null(
// CHECK: if (_PyTuple_Resize(&tuple, 1) < 0) {
// CHECK-NEXT: {{^}}    Py_XDECREF(tuple);

void in_argument(PyObject *dict) {
  PyObject *name;
  Lock *lock = lock_new();
  PyDict_SetItemString(dict, "name", name = PyUnicode_FromString("name"));
  Py_DECREF(name);
  lock_free(lock);
}
// CHECK-LABEL: void in_argument(
// CHECK: {{^}}  name = PyUnicode_FromString("name");
// CHECK-NEXT: {{^}}  if (name != NULL) {
// CHECK-NEXT: {{^}}    PyDict_SetItemString(dict, "name", name);
// CHECK-NEXT: {{^}}    Py_DECREF(name);
// CHECK-NEXT: {{^}}  }

void in_switch(PyObject *dict, int kind) {
  Lock *lock = lock_new();
  switch (kind) {
  case 1: {
    PyObject *one = PyLong_FromLong(1000);
    PyDict_SetItemString(dict, "kind", one);
    Py_DECREF(one);
    break;
  }
  default:
    break;
  }
  lock_free(lock);
}
// CHECK-LABEL: void in_switch(
// CHECK: PyObject *one = PyLong_FromLong(1000);
// CHECK-NEXT: {{^}}    if (one != NULL) {
// CHECK-NEXT: {{^}}      PyDict_SetItemString(dict, "kind", one);
// CHECK-NEXT: {{^}}      Py_DECREF(one);
// CHECK-NEXT: {{^}}    }
// CHECK-NEXT: {{^}}    break;
