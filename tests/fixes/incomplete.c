// RUN: grep -v CHECK %s >%t.c && %status %pyrefcheck --fix --max-nodes=200 --verbose %t.c -- %pyinc 2>&1 | FileCheck %s --check-prefix=EXIT
// RUN: FileCheck %s <%t.c
// EXIT: branches: ran out of budget
// EXIT: 3 of 4 findings fixed, 1 without a fix
// In a function that was not followed to its end there are the fixes that do
// not depend on its paths, and no others.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *name;
} Person;

PyObject *branches(Person *self, PyObject *object) {
  PyObject *text = PyObject_Str(object);
  PyObject *answer = PyObject_CallFunction(object, "O", text);
  Py_DECREF(text);
  Py_XDECREF(answer);
  PyList_Append(object, PyLong_FromLong(1));
  Py_XDECREF(self->name);
  self->name = NULL;
  PyObject *lost = PyLong_FromLong(1);
  if (lost == NULL)
    return NULL;
  if (PyObject_IsTrue(object) < 0)
    return NULL;
  for (int i = 0; i < 10; i++)
    for (int j = 0; j < 10; j++)
      if (PyObject_Length(object) == j)
        self->name = object;
  Py_DECREF(lost);
  Py_RETURN_NONE;
}
// CHECK-LABEL: *branches(
// CHECK: Py_XDECREF(text);
// CHECK: Py_DECREF([[VALUE:value[0-9]*]]);
// CHECK: Py_CLEAR(self->name);
// CHECK: if (PyObject_IsTrue(object) < 0)
// CHECK-NEXT: {{^}}    return NULL;
