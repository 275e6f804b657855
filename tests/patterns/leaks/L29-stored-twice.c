// RUN: %check_all_hosts %s
// RUNTIME: bad=global_bad:leak,cleared_bad:leak good=global_good,kept_good,swapped_good,global_init
//     args=()
// Pattern: L29
// A place that has got a reference gets another one, and nothing holds the first
// any more.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *first;
  PyObject *second;
} Pair;

static PyObject *current, *previous;

static PyObject *global_bad(PyObject *self, PyObject *args) {
  Py_CLEAR(current);
  current = PyObject_Repr(args);
  if (current == NULL)
    return NULL;
  current = PyObject_Str(args); // LEAK: 'current'
  if (current == NULL)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *global_good(PyObject *self, PyObject *args) {
  Py_CLEAR(current);
  current = PyObject_Repr(args);
  if (current == NULL)
    return NULL;
  Py_SETREF(current, PyObject_Str(args));
  if (current == NULL)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *cleared_bad(PyObject *self, PyObject *args) {
  Py_CLEAR(current);
  current = PyObject_Repr(args);
  if (current == NULL)
    return NULL;
  if (PyObject_IsTrue(args) == 0)
    current = NULL; // LEAK: 'current'
  Py_RETURN_NONE;
}

// Another variable has it.
static PyObject *kept_good(PyObject *self, PyObject *args) {
  Py_CLEAR(previous);
  Py_CLEAR(current);
  current = PyObject_Repr(args);
  if (current == NULL)
    return NULL;
  previous = current;
  current = PyObject_Str(args);
  if (current == NULL)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *swapped_good(PyObject *self, PyObject *args) {
  PyObject *old;
  Py_CLEAR(current);
  current = PyObject_Repr(args);
  if (current == NULL)
    return NULL;
  old = current;
  current = PyObject_Str(args);
  Py_DECREF(old);
  if (current == NULL)
    return NULL;
  Py_RETURN_NONE;
}

// What is taken out is returned.
static PyObject *global_init(PyObject *self, PyObject *args) {
  PyObject *made;
  Py_CLEAR(current);
  current = PyObject_Repr(args);
  made = current;
  current = NULL;
  return made;
}

int field_bad(Pair *pair, PyObject *object) {
  pair->first = PyObject_Repr(object);
  if (pair->first == NULL)
    return -1;
  pair->first = PyObject_Str(object); // LEAK: 'pair->first'
  return pair->first == NULL ? -1 : 0;
}

static void fill(Pair *pair, PyObject *object) {
  pair->first = PyObject_Repr(object);
}

// The call may have done anything with it.
int called_good(Pair *pair, PyObject *object) {
  pair->first = PyObject_Repr(object);
  if (pair->first == NULL)
    return -1;
  Py_DECREF(pair->first);
  fill(pair, object);
  return pair->first == NULL ? -1 : 0;
}

int again_bad(Pair *pair, PyObject *object) {
  int failed = 0;
again:
  pair->second = PyObject_Repr(object); // LEAK: 'pair->second'
  if (pair->second == NULL)
    return -1;
  if (PyObject_IsTrue(object) && !failed) {
    failed = 1;
    goto again;
  }
  return 0;
}

int loop_bad(Pair *pair, PyObject *object, int n) {
  for (int i = 0; i < n; i++) {
    pair->second = PySequence_GetItem(object, i); // LEAK: 'pair->second'
    if (pair->second == NULL)
      return -1;
  }
  return 0;
}

int loop_good(Pair *pair, PyObject *object, int n) {
  for (int i = 0; i < n; i++) {
    Py_XSETREF(pair->second, PySequence_GetItem(object, i));
    if (pair->second == NULL)
      return -1;
  }
  return 0;
}

// Each turn has an element of its own.
int elements_good(PyObject **items, PyObject *object, int n) {
  for (int i = 0; i < n; i++) {
    items[i] = PySequence_GetItem(object, i);
    if (items[i] == NULL)
      return -1;
  }
  return 0;
}

static void pair_dealloc(PyObject *self) {
  Py_XDECREF(((Pair *)self)->first);
  Py_XDECREF(((Pair *)self)->second);
  Py_TYPE(self)->tp_free(self);
}

PyTypeObject pair_type = { // GC-SUPPORT: 'pair_type'
    .tp_name = "pair", .tp_basicsize = sizeof(Pair), .tp_dealloc = pair_dealloc};
