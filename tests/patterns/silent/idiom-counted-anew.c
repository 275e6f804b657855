// RUN: %check_all_hosts %s
// Pattern: S03
// `_Py_NewReference` sets the count of an object to one, whatever it was.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject_VAR_HEAD
  PyObject *items[1];
} Array;

// A resized object is the same object.
int resize_good(PyObject **place, Py_ssize_t size) {
  Array *old = (Array *)*place;
  Array *array = PyObject_GC_Resize(Array, old, size);
  if (array == NULL) {
    *place = NULL;
    PyObject_GC_Del(old);
    return -1;
  }
  _Py_NewReference((PyObject *)array);
  *place = (PyObject *)array;
  return 0;
}

// The caller's object gets back the count that it had.
PyObject *move_good(PyObject *text, size_t size) {
  PyObject *moved = (PyObject *)PyObject_Realloc(text, size);
  if (moved == NULL) {
    _Py_NewReference(text);
    return PyErr_NoMemory();
  }
  _Py_NewReference(moved);
  return moved;
}

int revive_good(PyObject *self) {
  Py_SET_REFCNT(self, 1);
  PyObject *result = PyObject_CallMethod(self, "finish", NULL);
  Py_XDECREF(result);
  Py_ssize_t count = Py_REFCNT(self) - 1;
  Py_SET_REFCNT(self, count);
  if (count == 0)
    return 0;
  _Py_NewReference(self);
  Py_SET_REFCNT(self, count);
  return -1;
}

PyObject *make_good(PyTypeObject *type) {
  PyObject *o = PyObject_New(PyObject, type);
  if (o == NULL)
    return NULL;
  _Py_NewReference(o);
  return o;
}

// It has one reference, and that one is lost.
PyObject *make_bad(PyTypeObject *type) {
  PyObject *o = PyObject_New(PyObject, type);
  if (o == NULL)
    return NULL;
  _Py_NewReference(o);
  if (PyErr_CheckSignals() < 0)
    return NULL;
  // LEAK: 'o'
  return o;
}
