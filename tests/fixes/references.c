// RUN: grep -v CHECK %s >%t.c && %status %pyrefcheck --fix --python-version=3.11 %t.c -- %pyinc | FileCheck %s --check-prefix=EXIT
// RUN: FileCheck %s --check-prefixes=CHECK,NEWREF <%t.c
// RUN: grep -v CHECK %s >%t.old.c && %status %pyrefcheck --fix --python-version=3.9 %t.old.c -- %pyinc -DPYREFCHECK_PY=0x03090000 | FileCheck %s --check-prefix=EXIT
// RUN: FileCheck %s --check-prefixes=CHECK,INCREF <%t.old.c
// EXIT: exit status: 0
// References are taken before they are given away, and kept until then.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *name;
} Person;

PyObject *argument(PyObject *self, PyObject *args) {
  if (PyTuple_Size(args) == 1)
    return self;
  Py_RETURN_NONE;
}
// CHECK-LABEL: PyObject *argument(
// NEWREF: return Py_NewRef(self);
// INCREF: if (PyTuple_Size(args) == 1) {
// INCREF-NEXT: Py_INCREF(self);
// INCREF-NEXT: return self;
// INCREF-NEXT: }

static PyObject *get_name(PyObject *op, PyObject *args) {
  Person *self = (Person *)op;
  return self->name;
}
// CHECK-LABEL: *get_name(
// NEWREF: return Py_XNewRef(self->name);
// INCREF: Py_XINCREF(self->name);
// INCREF-NEXT: return self->name;

PyObject *nothing(PyObject *self, PyObject *args) {
  return Py_None;
}
// CHECK-LABEL: *nothing(
// CHECK: {{^}}  Py_RETURN_NONE;

PyObject *stolen(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, self);
  return tuple;
}
// CHECK-LABEL: *stolen(
// NEWREF: PyTuple_SET_ITEM(tuple, 0, Py_NewRef(self));
// INCREF: Py_INCREF(self);
// INCREF-NEXT: PyTuple_SET_ITEM(tuple, 0, self);

PyObject *released(PyObject *self, PyObject *args) {
  PyObject *item = PyTuple_GetItem(args, 0);
  if (item == NULL)
    return NULL;
  long number = PyLong_AsLong(item);
  Py_DECREF(item);
  return PyLong_FromLong(number);
}
// CHECK-LABEL: *released(
// CHECK: long number = PyLong_AsLong(item);
// CHECK-NEXT: return PyLong_FromLong(number);

PyObject *set_name(PyObject *op, PyObject *name) {
  Person *self = (Person *)op;
  Py_XDECREF(self->name);
  Py_INCREF(name);
  self->name = name;
  Py_RETURN_NONE;
}
// CHECK-LABEL: *set_name(
// CHECK-NEXT: Person *self
// CHECK-NEXT: Py_INCREF(name);
// CHECK-NEXT: Py_XSETREF(self->name, name);

PyObject *forget_name(PyObject *op, PyObject *args) {
  Person *self = (Person *)op;
  Py_XDECREF(self->name);
  self->name = NULL;
  Py_RETURN_NONE;
}
// CHECK-LABEL: *forget_name(
// CHECK-NEXT: Person *self
// CHECK-NEXT: Py_CLEAR(self->name);

static struct {
  PyObject *first;
  PyObject *second;
} kept;

PyObject *keep(PyObject *first, PyObject *second) {
  Py_XDECREF(kept.first);
  Py_XDECREF(kept.second);
  Py_INCREF(first);
  Py_INCREF(second);
  kept.first = first;
  kept.second = second;
  Py_RETURN_NONE;
}
// CHECK-LABEL: *keep(
// CHECK-NEXT: Py_INCREF(first);
// CHECK-NEXT: Py_INCREF(second);
// CHECK-NEXT: Py_XSETREF(kept.first, first);
// CHECK-NEXT: Py_XSETREF(kept.second, second);
