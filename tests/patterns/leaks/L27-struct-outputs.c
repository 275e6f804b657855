// RUN: %check_all_hosts %s
// RUNTIME: bad=rest_bad:leak,failed_bad:leak,released_bad:leak,nested_bad:leak
//     good=rest_good,failed_good,released_good,nested_good,cleared_good call=o args=([1],)
// RUNTIME: bad=append_bad:leak good=append_good fail=PyList_Append call=o args=([1],)
// Pattern: L27
// A helper fills the fields of a local struct, which then owns references.

#include <Python.h>

typedef struct {
  PyObject *match, *rest;
} Split;

static int split(PyObject *o, Split *result) {
  result->match = PySequence_List(o);
  if (result->match == NULL)
    return -1;
  result->rest = PySequence_List(o);
  if (result->rest == NULL) {
    Py_CLEAR(result->match);
    return -1;
  }
  return 0;
}

static PyObject *rest_bad(PyObject *self, PyObject *o) {
  Split parts;
  if (split(o, &parts) < 0)
    return NULL;
  Py_DECREF(parts.match);
  return PyLong_FromSsize_t(PyList_GET_SIZE(parts.rest));
  // LEAK: 'parts.rest'
}

static PyObject *rest_good(PyObject *self, PyObject *o) {
  Split parts;
  if (split(o, &parts) < 0)
    return NULL;
  Py_DECREF(parts.match);
  return parts.rest;
}

static PyObject *append_bad(PyObject *self, PyObject *o) {
  Split parts;
  if (split(o, &parts) < 0)
    return NULL;
  if (PyList_Append(parts.match, o) < 0) {
    Py_DECREF(parts.match);
    return NULL;
    // LEAK: 'parts.rest'
  }
  Py_DECREF(parts.match);
  return parts.rest;
}

static PyObject *append_good(PyObject *self, PyObject *o) {
  Split parts;
  if (split(o, &parts) < 0)
    return NULL;
  if (PyList_Append(parts.match, o) < 0) {
    Py_DECREF(parts.match);
    Py_DECREF(parts.rest);
    return NULL;
  }
  Py_DECREF(parts.match);
  return parts.rest;
}

// A goto, and NULL before.
static PyObject *failed_bad(PyObject *self, PyObject *o) {
  Split parts = {NULL, NULL};
  PyObject *result = NULL;
  if (split(o, &parts) < 0)
    goto done;
  result = PyObject_Repr(parts.rest);
done:
  Py_XDECREF(parts.match);
  return result;
  // LEAK: 'parts.rest'
}

static PyObject *failed_good(PyObject *self, PyObject *o) {
  Split parts = {NULL, NULL};
  PyObject *result = NULL;
  if (split(o, &parts) < 0)
    goto done;
  result = PyObject_Repr(parts.rest);
done:
  Py_XDECREF(parts.match);
  Py_XDECREF(parts.rest);
  return result;
}

// Released by another helper, but not on every path.
static void split_clear(Split *parts) {
  Py_CLEAR(parts->match);
  Py_CLEAR(parts->rest);
}

static PyObject *released_bad(PyObject *self, PyObject *o) {
  Split parts;
  if (split(o, &parts) < 0)
    return NULL;
  if (PyList_GET_SIZE(parts.match) == 1)
    Py_RETURN_NONE;
  // LEAK: 'parts.match'
  // LEAK: 'parts.rest'
  PyObject *result = PyObject_Repr(parts.rest);
  split_clear(&parts);
  return result;
}

static PyObject *released_good(PyObject *self, PyObject *o) {
  Split parts;
  if (split(o, &parts) < 0)
    return NULL;
  PyObject *result = PyObject_Repr(parts.rest);
  split_clear(&parts);
  return result;
}

// One helper passes the struct on to another.
static int split_checked(PyObject *o, Split *parts) {
  if (!PyList_Check(o)) {
    PyErr_SetString(PyExc_TypeError, "a list, please");
    return -1;
  }
  return split(o, parts);
}

static PyObject *nested_bad(PyObject *self, PyObject *o) {
  Split parts;
  if (split_checked(o, &parts) < 0)
    return NULL;
  Py_DECREF(parts.rest);
  Py_RETURN_NONE;
  // LEAK: 'parts.match'
}

static PyObject *nested_good(PyObject *self, PyObject *o) {
  Split parts;
  if (split_checked(o, &parts) < 0)
    return NULL;
  Py_DECREF(parts.rest);
  Py_DECREF(parts.match);
  Py_RETURN_NONE;
}

// What becomes of the struct decides: copied, kept, consumed by a helper.
Split last;
static int consume(Split parts) {
  Py_XDECREF(parts.match);
  Py_XDECREF(parts.rest);
  return 0;
}

static PyObject *copied_good(PyObject *self, PyObject *o) {
  Split parts;
  split_clear(&last);
  if (split(o, &parts) < 0)
    return NULL;
  last = parts;
  Py_RETURN_NONE;
}

static PyObject *consumed_good(PyObject *self, PyObject *o) {
  Split parts;
  if (split(o, &parts) < 0)
    return NULL;
  consume(parts);
  Py_RETURN_NONE;
}

static PyObject *cleared_good(PyObject *self, PyObject *o) {
  Split parts, *where = &parts;
  if (split(o, where) < 0)
    return NULL;
  Py_CLEAR(where->match);
  Py_CLEAR(where->rest);
  Py_RETURN_NONE;
}

// A number says whether there is an object.
typedef struct {
  int has_value;
  PyObject *value;
} Optional;

static int find(PyObject *o, Optional *found) {
  found->has_value = 0;
  found->value = NULL;
  if (o == Py_None)
    return 0;
  found->value = PyObject_Str(o);
  if (found->value == NULL)
    return -1;
  found->has_value = 1;
  return 0;
}

static PyObject *found_good(PyObject *self, PyObject *o) {
  Optional found;
  if (find(o, &found) < 0)
    return NULL;
  if (!found.has_value)
    Py_RETURN_NONE;
  return found.value;
}

// The struct is registered elsewhere.
static Split *registered;
static int split_registered(PyObject *o, Split *result) {
  registered = result;
  return split(o, result);
}
static void drop_registered(void) {
  if (registered)
    split_clear(registered);
  registered = NULL;
}

static PyObject *registered_good(PyObject *self, PyObject *o) {
  Split parts;
  if (split_registered(o, &parts) < 0)
    return NULL;
  drop_registered();
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"rest_bad", rest_bad, METH_O},
    {"rest_good", rest_good, METH_O},
    {"append_bad", append_bad, METH_O},
    {"append_good", append_good, METH_O},
    {"failed_bad", failed_bad, METH_O},
    {"failed_good", failed_good, METH_O},
    {"released_bad", released_bad, METH_O},
    {"released_good", released_good, METH_O},
    {"nested_bad", nested_bad, METH_O},
    {"nested_good", nested_good, METH_O},
    {"copied_good", copied_good, METH_O},
    {"consumed_good", consumed_good, METH_O},
    {"cleared_good", cleared_good, METH_O},
    {"found_good", found_good, METH_O},
    {"registered_good", registered_good, METH_O},
    {NULL}};
PyMethodDef *methods_of_module(void) { return methods; }
