// RUN: %check_all_hosts %s
// Pattern: idiom
// What else a helper writes says whether there is an object in an output: another output,
// a number, a variable that it may leave alone.

#include <Python.h>

// One of the two is there.
static int value_or_error(PyObject *o, PyObject **value, PyObject **error) {
  *value = *error = NULL;
  if (PyLong_Check(o))
    *value = PyNumber_Long(o);
  else
    *error = PyObject_Repr(o);
  return *value || *error ? 0 : -1;
}

static PyObject *either_good(PyObject *self, PyObject *o) {
  PyObject *value, *error;
  if (value_or_error(o, &value, &error) < 0)
    return NULL;
  if (value)
    return value;
  PyErr_SetObject(PyExc_ValueError, error);
  Py_DECREF(error);
  return NULL;
}

// A number.
static int find(PyObject *o, PyObject **value, int *found) {
  if (o == Py_None) {
    *found = 0;
    *value = NULL;
    return 0;
  }
  *value = PyObject_Str(o);
  if (*value == NULL)
    return -1;
  *found = 1;
  return 0;
}

static PyObject *found_good(PyObject *self, PyObject *o) {
  PyObject *value;
  int found;
  if (find(o, &value, &found) < 0)
    return NULL;
  if (!found)
    Py_RETURN_NONE;
  return value;
}

// The variable has a value before, which stays.
static int override(PyObject *o, PyObject **value) {
  if (o == Py_None)
    return 0;
  *value = PyObject_Str(o);
  return *value ? 0 : -1;
}

static PyObject *default_good(PyObject *self, PyObject *o) {
  PyObject *value = Py_None;
  if (override(o, &value) < 0)
    return NULL;
  if (value == Py_None)
    Py_RETURN_NONE;
  return value;
}

static PyObject *own_good(PyObject *self, PyObject *o) {
  PyObject *value = Py_NewRef(self), *before = value;
  if (override(o, &value) < 0) {
    Py_DECREF(before);
    return NULL;
  }
  if (value != before)
    Py_DECREF(before);
  return value;
}

static PyObject *null_good(PyObject *self, PyObject *o) {
  PyObject *value = NULL;
  if (override(o, &value) < 0)
    return NULL;
  Py_XDECREF(value);
  Py_RETURN_NONE;
}

// What the caller has in its variables moves from one to the other.
static void swap(PyObject **a, PyObject **b) {
  PyObject *c = *a;
  *a = *b;
  *b = c;
}

static PyObject *swapped_good(PyObject *self, PyObject *o) {
  PyObject *text = PyObject_Str(o), *other = NULL;
  swap(&text, &other);
  Py_XDECREF(text);
  return other;
}

typedef struct {
  PyObject *first, *second;
} Pair;

static void take(Pair *pair, PyObject **from) {
  pair->first = *from;
  pair->second = NULL;
  *from = NULL;
}

static PyObject *taken_good(PyObject *self, PyObject *o) {
  PyObject *text = PyObject_Str(o);
  Pair pair;
  take(&pair, &text);
  return pair.first;
}

static void move(Pair *to, Pair *from) {
  to->first = from->first;
  to->second = from->second;
  from->first = from->second = NULL;
}

static PyObject *moved_good(PyObject *self, PyObject *o) {
  Pair to, from = {PyObject_Str(o), NULL};
  move(&to, &from);
  return to.first;
}

// A struct by value, and one that is reached through another.
void use_pair(Pair pair);
struct Context {
  Pair *pair;
};
void use_context(struct Context *context);

static PyObject *value_good(PyObject *self, PyObject *o) {
  Pair pair;
  pair.first = PyObject_Str(o);
  pair.second = PyObject_Repr(o);
  use_pair(pair);
  Py_RETURN_NONE;
}

static PyObject *context_good(PyObject *self, PyObject *o) {
  Pair pair;
  struct Context context;
  pair.first = PyObject_Str(o);
  pair.second = PyObject_Repr(o);
  context.pair = &pair;
  use_context(&context);
  Py_RETURN_NONE;
}

static PyObject *braces_good(PyObject *self, PyObject *o) {
  Pair pair;
  struct Context context = {&pair};
  pair.first = PyObject_Str(o);
  pair.second = NULL;
  use_context(&context);
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"swapped_good", swapped_good, METH_O}, {"taken_good", taken_good, METH_O},
    {"moved_good", moved_good, METH_O},   {"value_good", value_good, METH_O},
    {"context_good", context_good, METH_O}, {"braces_good", braces_good, METH_O},
    {"either_good", either_good, METH_O}, {"found_good", found_good, METH_O},
    {"default_good", default_good, METH_O}, {"own_good", own_good, METH_O},
    {"null_good", null_good, METH_O},
    {NULL}};
PyMethodDef *methods_of_module(void) { return methods; }
