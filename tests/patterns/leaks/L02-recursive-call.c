// RUN: %check_all_hosts %s
// Pattern: L02
// A recursive call borrows its arguments like any other, and its result is as new
// as that of the calls before: the paths of the callee are not known yet, its text
// is.

#include <Python.h>

int overlap(PyObject *a, PyObject *b);
int assign_raw(PyObject *to, PyObject *from);

int assign_bad(PyObject *to, PyObject *from, PyObject *mask) {
  PyObject *copy = NULL;
  if (overlap(from, to)) {
    copy = PySequence_List(to);
    if (copy == NULL)
      return -1;
    if (assign_bad(copy, from, NULL) < 0) {
      Py_DECREF(copy);
      return -1;
    }
    from = copy;
  }
  if (mask != NULL)
    return 0;
  // LEAK: 'from'
  int result = assign_raw(to, from);
  Py_XDECREF(copy);
  return result;
}

int assign_good(PyObject *to, PyObject *from, PyObject *mask) {
  PyObject *copy = NULL;
  if (overlap(from, to)) {
    copy = PySequence_List(to);
    if (copy == NULL)
      return -1;
    if (assign_good(copy, from, NULL) < 0) {
      Py_DECREF(copy);
      return -1;
    }
    from = copy;
  }
  int result = mask != NULL ? 0 : assign_raw(to, from);
  Py_XDECREF(copy);
  return result;
}

// Two functions that call each other.
static int walk_item(PyObject *item, int depth);

static int walk_bad(PyObject *o, int depth) {
  PyObject *list = PySequence_List(o);
  if (list == NULL)
    return -1;
  if (walk_item(list, depth) < 0)
    return -1;
  // LEAK: 'list'
  Py_DECREF(list);
  return 0;
}

static int walk_item(PyObject *item, int depth) {
  if (depth > 10 || item == Py_None || !PyList_Check(item))
    return 0;
  return walk_bad(item, depth + 1);
}

int walk(PyObject *o) { return walk_bad(o, 0); }

// The result of a recursive call.
PyObject *copy_bad(PyObject *o, int depth) {
  if (depth > 10)
    return PySequence_List(o);
  PyObject *inner = copy_bad(o, depth + 1);
  if (inner == NULL)
    return NULL;
  PyObject *outer = PyTuple_New(1);
  if (outer == NULL)
    return NULL;
  // LEAK: 'inner'
  PyTuple_SET_ITEM(outer, 0, inner);
  return outer;
}

PyObject *copy_good(PyObject *o, int depth) {
  if (depth > 10)
    return PySequence_List(o);
  PyObject *inner = copy_good(o, depth + 1);
  if (inner == NULL)
    return NULL;
  PyObject *outer = PyTuple_New(1);
  if (outer == NULL) {
    Py_DECREF(inner);
    return NULL;
  }
  PyTuple_SET_ITEM(outer, 0, inner);
  return outer;
}

// Its result is borrowed, as its callers know.
static PyObject *innermost(PyObject *type, int depth) {
  PyObject *inner = depth > 0 ? PyTuple_GET_ITEM(type, 0) : NULL;
  if (inner != NULL)
    return innermost(inner, depth - 1);
  return type;
}

Py_ssize_t innermost_good(PyObject *type) {
  PyObject *inner = innermost(type, 3);
  return PyObject_Size(inner);
}

// These take their argument over, in recursion as elsewhere.
void consume_good(PyObject *o, int depth) {
  if (depth > 0) {
    PyObject *more = PyList_New(depth);
    if (more != NULL)
      consume_good(more, depth - 1);
  }
  Py_DECREF(o);
}

typedef struct Node {
  PyObject *held;
  struct Node *next;
} Node;

void keep_good(Node *node, PyObject *o, int depth) {
  if (depth > 0) {
    PyObject *more = PyList_New(depth);
    if (more != NULL)
      keep_good(node->next, more, depth - 1);
  }
  node->held = o;
}
