// RUN: %check_all_hosts %s
// RUNTIME: none (the struct is nobody's)
// Pattern: U23
// A member of an anonymous union or struct is named as the source does.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  union {
    Py_ssize_t size;
    struct {
      unsigned low;
      unsigned high;
    };
  };
} Item;

PyObject *union_bad(PyObject *self, PyObject *o) {
  Item *first = (Item *)PyObject_GetAttrString(o, "first");
  first->size = 1;
  // NULL-RESULT: 'first' may be NULL here
  return (PyObject *)first;
}

PyObject *nested_bad(PyObject *self, PyObject *o) {
  Item *first = (Item *)PyObject_GetAttrString(o, "first");
  first->high = 1;
  // NULL-RESULT: 'first' may be NULL here
  return (PyObject *)first;
}

PyObject *nested_good(PyObject *self, PyObject *o) {
  Item *first = (Item *)PyObject_GetAttrString(o, "first");
  if (first != NULL)
    first->high = 1;
  return (PyObject *)first;
}
