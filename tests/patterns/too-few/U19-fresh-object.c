// RUN: %check_all_hosts %s
// RUNTIME: none (the types are not exported)
// Pattern: U19
// The field of an object that nobody else can reach yet dangles for nobody. As
// soon as others have got it, it does.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *rows;
} Result;

extern PyTypeObject Result_Type;
PyObject *result_new(void);
PyObject *result_of(PyObject *query);
void publish(PyObject *result);

static Result *make(void) {
  Result *r = PyObject_New(Result, &Result_Type);
  if (r == NULL)
    return NULL;
  r->rows = PyList_New(0);
  return r;
}

PyObject *fresh_good(PyObject *self, PyObject *o) {
  Result *r = make();
  if (r == NULL)
    return NULL;
  Py_XDECREF(r->rows);
  r->rows = PyList_New(3);
  return (PyObject *)r;
}

PyObject *unknown_good(PyObject *self, PyObject *o) {
  Result *r = (Result *)result_new();
  if (r == NULL)
    return NULL;
  Py_XDECREF(r->rows);
  r->rows = PyList_New(3);
  return (PyObject *)r;
}

// What is in a container that is not known either.
PyObject *in_list_good(PyObject *self, PyObject *o) {
  PyObject *list = PyList_New(0);
  Result *r = list != NULL ? make() : NULL;
  if (r == NULL || PyList_Append(list, (PyObject *)r) < 0) {
    Py_XDECREF(r);
    Py_XDECREF(list);
    return NULL;
  }
  Py_XDECREF(r->rows);
  r->rows = PyList_New(3);
  Py_DECREF(r);
  return list;
}

// A helper that only gets what its callers have just made.
static void fill(Result *r) {
  Py_XDECREF(r->rows);
  r->rows = PyList_New(3);
}

PyObject *filled_good(PyObject *self, PyObject *o) {
  Result *r = make();
  if (r == NULL)
    return NULL;
  fill(r);
  return (PyObject *)r;
}

static void refill(Result *r) {
  Py_XDECREF(r->rows);
  // USE-AFTER-RELEASE: 'r->rows'
  r->rows = PyList_New(3);
}

PyObject *refilled_bad(PyObject *self, PyObject *o) {
  Result *r = make();
  if (r == NULL)
    return NULL;
  refill(r);
  refill((Result *)self);
  return (PyObject *)r;
}

PyObject *stored_bad(PyObject *self, PyObject *o) {
  Result *r = make();
  if (r == NULL)
    return NULL;
  if (PyObject_SetAttrString(o, "result", (PyObject *)r) < 0) {
    Py_DECREF(r);
    return NULL;
  }
  Py_XDECREF(r->rows);
  // USE-AFTER-RELEASE: 'r->rows'
  r->rows = PyList_New(3);
  return (PyObject *)r;
}

PyObject *passed_bad(PyObject *self, PyObject *o) {
  Result *r = make();
  if (r == NULL)
    return NULL;
  PyObject *ignored = PyObject_CallFunctionObjArgs(o, r, NULL);
  Py_XDECREF(ignored);
  Py_XDECREF(r->rows);
  // USE-AFTER-RELEASE: 'r->rows'
  r->rows = PyList_New(3);
  return (PyObject *)r;
}

PyObject *published_bad(PyObject *self, PyObject *o) {
  Result *r = make();
  if (r == NULL)
    return NULL;
  publish((PyObject *)r);
  Py_XDECREF(r->rows);
  // USE-AFTER-RELEASE: 'r->rows'
  r->rows = PyList_New(3);
  return (PyObject *)r;
}

PyObject *found_bad(PyObject *self, PyObject *o) {
  Result *r = (Result *)PyObject_GetAttrString(o, "result");
  if (r == NULL)
    return NULL;
  Py_XDECREF(r->rows);
  // USE-AFTER-RELEASE: 'r->rows'
  r->rows = PyList_New(3);
  return (PyObject *)r;
}

// Found in what it was given, perhaps.
PyObject *looked_up_bad(PyObject *self, PyObject *o) {
  Result *r = (Result *)result_of(o);
  if (r == NULL)
    return NULL;
  Py_XDECREF(r->rows);
  // USE-AFTER-RELEASE: 'r->rows'
  r->rows = PyList_New(3);
  return (PyObject *)r;
}
