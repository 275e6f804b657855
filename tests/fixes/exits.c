// RUN: grep -v CHECK %s >%t.c && %status %pyrefcheck --fix %t.c -- %pyinc | FileCheck %s --check-prefix=EXIT
// RUN: FileCheck %s <%t.c
// EXIT: exit status: 0
// How a function is left when a result is NULL: as it leaves when something
// else fails.

#include <Python.h>

PyObject *by_label(PyObject *self, PyObject *args) {
  PyObject *list = NULL, *item = NULL, *result = NULL;
  PyGILState_STATE state = PyGILState_Ensure();
  list = PyTuple_New(1);
  item = PyObject_Str(self);
  if (item == NULL)
    goto done;
  PyTuple_SET_ITEM(list, 0, item);
  item = NULL;
  result = PyObject_Repr(list);
done:
  Py_XDECREF(item);
  Py_XDECREF(list);
  PyGILState_Release(state);
  return result;
}
// CHECK-LABEL: PyObject *by_label(
// CHECK: list = PyTuple_New(1);
// CHECK-NEXT: {{^}}  if (list == NULL)
// CHECK-NEXT: {{^}}    goto done;

PyObject *released_first(PyObject *self, PyObject *args) {
  PyGILState_STATE state = PyGILState_Ensure();
  PyObject *result = NULL;
  PyObject *key = PyObject_Str(self);
  if (key == NULL)
    goto done;
  PyObject *tuple = PyTuple_New(1);
  PyTuple_SET_ITEM(tuple, 0, key);
  result = PyObject_Repr(tuple);
  Py_DECREF(tuple);
done:
  PyGILState_Release(state);
  return result;
}
// CHECK-LABEL: PyObject *released_first(
// CHECK: PyObject *tuple = PyTuple_New(1);
// CHECK-NEXT: {{^}}  if (tuple == NULL) {
// CHECK-NEXT: {{^}}    Py_DECREF(key);
// CHECK-NEXT: {{^}}    goto done;
// CHECK-NEXT: {{^}}  }

#define FALSE 0
#define TRUE 1

int as_for_others(PyObject *dict) {
  PyObject *key = PyUnicode_FromString("key");
  if (key == NULL)
    return FALSE;
  PyObject *list = PyList_New(0);
  if (PyList_Append(list, key) < 0) {
    Py_DECREF(list);
    Py_DECREF(key);
    return FALSE;
  }
  Py_DECREF(list);
  Py_DECREF(key);
  return TRUE;
}
// CHECK-LABEL: int as_for_others(
// CHECK: PyObject *list = PyList_New(0);
// CHECK-NEXT: {{^}}  if (list == NULL) {
// CHECK-NEXT: {{^}}    Py_DECREF(key);
// CHECK-NEXT: {{^}}    return FALSE;
// CHECK-NEXT: {{^}}  }

int with_result(PyObject *callable, PyObject *object) {
  int result = TRUE;
  PyGILState_STATE state = PyGILState_Ensure();
  PyObject *params = PyTuple_New(1);
  PyObject *item = PyObject_Str(object);
  if (item == NULL) {
    Py_DECREF(params);
    goto done;
  }
  PyTuple_SetItem(params, 0, item);
  PyObject *answer = PyObject_CallObject(callable, params);
  Py_DECREF(params);
  result = answer == Py_True;
  Py_XDECREF(answer);
done:
  PyGILState_Release(state);
  return result;
}
// CHECK-LABEL: int with_result(
// CHECK: PyObject *params = PyTuple_New(1);
// CHECK-NEXT: {{^}}  if (params == NULL)
// CHECK-NEXT: {{^}}    goto done;

PyObject *given_back(PyObject *self, PyObject *args) {
  void *memory = PyMem_Malloc(10);
  if (memory == NULL)
    return PyErr_NoMemory();
  PyMem_Free(memory);
  PyObject *tuple = PyTuple_New(1);
  PyTuple_SET_ITEM(tuple, 0, PyLong_FromLong(1));
  return tuple;
}
// CHECK-LABEL: PyObject *given_back(
// CHECK: PyObject *tuple = PyTuple_New(1);
// CHECK-NEXT: {{^}}  if (tuple == NULL)
// CHECK-NEXT: {{^}}    return NULL;

void label_accepts_null(PyObject *callable, PyObject *object) {
  PyGILState_STATE state = PyGILState_Ensure();
  PyObject *params = PyTuple_New(1);
  PyObject *item = PyObject_Str(object);
  if (item == NULL)
    goto done;
  PyTuple_SetItem(params, 0, item);
  Py_XDECREF(PyObject_CallObject(callable, params));
done:
  Py_DECREF(params);
  PyGILState_Release(state);
}
// CHECK-LABEL: void label_accepts_null(
// CHECK: PyObject *params = PyTuple_New(1);
// CHECK-NEXT: {{^}}  if (params == NULL)
// CHECK-NEXT: {{^}}    goto done;
// CHECK: done:
// CHECK-NEXT: {{^}}  Py_XDECREF(params);

// What is held is released in the order in which it was declared.
PyObject *several_held(PyObject *self, PyObject *args) {
  PyObject *first = PyObject_Str(self);
  PyObject *second = PyObject_Repr(self);
  PyObject *third = PyObject_Dir(self);
  PyObject *result = PyTuple_New(3);
  PyTuple_SET_ITEM(result, 0, first);
  PyTuple_SET_ITEM(result, 1, second);
  PyTuple_SET_ITEM(result, 2, third);
  return result;
}
// CHECK-LABEL: PyObject *several_held(
// CHECK: if (result == NULL) {
// CHECK-NEXT: Py_XDECREF(first);
// CHECK-NEXT: Py_XDECREF(second);
// CHECK-NEXT: Py_XDECREF(third);
// CHECK-NEXT: return NULL;
