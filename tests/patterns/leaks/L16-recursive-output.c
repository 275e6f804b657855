// RUN: %check_all_hosts %s
// RUNTIME: bad=use_bad:leak,inner_bad:leak,fields_bad:leak
//     good=use_good,inner_good,fields_good call=o args=([[1, 2], 3],)
// Pattern: L16
// A recursive function gives its callers, itself among them, new references.

#include <Python.h>

static int text_of_good(PyObject *o, PyObject **out) {
  if (!PyList_Check(o) || PyList_GET_SIZE(o) == 0) {
    *out = Py_NewRef(o);
    return 0;
  }
  PyObject *inner;
  if (text_of_good(PyList_GET_ITEM(o, 0), &inner) < 0)
    return -1;
  *out = PyObject_Repr(inner);
  Py_DECREF(inner);
  return *out ? 0 : -1;
}

static int text_of_bad(PyObject *o, PyObject **out) {
  if (!PyList_Check(o) || PyList_GET_SIZE(o) == 0) {
    *out = Py_NewRef(o);
    return 0;
  }
  PyObject *inner;
  if (text_of_bad(PyList_GET_ITEM(o, 0), &inner) < 0)
    return -1;
  *out = PyObject_Repr(inner);
  return *out ? 0 : -1;
  // LEAK: 'inner'
}

static PyObject *use_bad(PyObject *self, PyObject *o) {
  PyObject *text;
  if (text_of_good(o, &text) < 0)
    return NULL;
  return PyObject_Repr(text);
  // LEAK: 'text'
}

static PyObject *use_good(PyObject *self, PyObject *o) {
  PyObject *text;
  if (text_of_good(o, &text) < 0)
    return NULL;
  return text;
}

static PyObject *inner_bad(PyObject *self, PyObject *o) {
  PyObject *text;
  if (text_of_bad(o, &text) < 0)
    return NULL;
  return text;
}

static PyObject *inner_good(PyObject *self, PyObject *o) {
  PyObject *text;
  if (text_of_good(o, &text) < 0)
    return NULL;
  Py_DECREF(text);
  Py_RETURN_NONE;
}

// The fields of a struct.
typedef struct {
  PyObject *match, *rest;
} Split;

static int split_bad(PyObject *o, Split *result) {
  result->match = result->rest = NULL;
  if (!PyList_Check(o) || PyList_GET_SIZE(o) == 0) {
    result->match = Py_NewRef(o);
    return 0;
  }
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return -1;
  Split inner;
  if (split_bad(PyList_GET_ITEM(o, 0), &inner) < 0) {
    Py_DECREF(list);
    return -1;
  }
  if (inner.match != NULL) {
    int failed = PyList_Append(list, inner.match);
    Py_DECREF(inner.match);
    if (failed) {
      Py_DECREF(list);
      return -1;
      // LEAK: 'inner.rest'
    }
  }
  Py_XDECREF(inner.rest);
  result->match = Py_NewRef(o);
  result->rest = list;
  return 0;
}

static int split_good(PyObject *o, Split *result) {
  result->match = result->rest = NULL;
  if (!PyList_Check(o) || PyList_GET_SIZE(o) == 0) {
    result->match = Py_NewRef(o);
    return 0;
  }
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return -1;
  Split inner;
  if (split_good(PyList_GET_ITEM(o, 0), &inner) < 0) {
    Py_DECREF(list);
    return -1;
  }
  if (inner.match != NULL) {
    int failed = PyList_Append(list, inner.match);
    Py_DECREF(inner.match);
    if (failed) {
      Py_XDECREF(inner.rest);
      Py_DECREF(list);
      return -1;
    }
  }
  Py_XDECREF(inner.rest);
  result->match = Py_NewRef(o);
  result->rest = list;
  return 0;
}

static PyObject *fields_bad(PyObject *self, PyObject *o) {
  Split parts;
  if (split_good(o, &parts) < 0)
    return NULL;
  Py_XDECREF(parts.match);
  Py_RETURN_NONE;
  // LEAK: 'parts.rest'
}

static PyObject *fields_good(PyObject *self, PyObject *o) {
  Split parts;
  if (split_bad(o, &parts) < 0)
    return NULL;
  Py_XDECREF(parts.match);
  Py_XDECREF(parts.rest);
  Py_RETURN_NONE;
}

// Two functions that call each other.
static int odd(PyObject *o, Py_ssize_t depth, PyObject **out);
static int even(PyObject *o, Py_ssize_t depth, PyObject **out) {
  if (depth == 0) {
    *out = PyObject_Str(o);
    return *out ? 0 : -1;
  }
  PyObject *inner;
  if (odd(o, depth - 1, &inner) < 0)
    return -1;
  *out = PyObject_Repr(inner);
  Py_DECREF(inner);
  return *out ? 0 : -1;
}
static int odd(PyObject *o, Py_ssize_t depth, PyObject **out) {
  if (depth == 0) {
    *out = PyObject_Str(o);
    return *out ? 0 : -1;
  }
  PyObject *inner;
  if (even(o, depth - 1, &inner) < 0)
    return -1;
  *out = PyObject_Repr(inner);
  Py_DECREF(inner);
  return *out ? 0 : -1;
}

static PyObject *mutual_bad(PyObject *self, PyObject *o) {
  PyObject *text;
  if (even(o, 3, &text) < 0)
    return NULL;
  return PyObject_Repr(text);
  // LEAK: 'text'
}

static PyObject *mutual_good(PyObject *self, PyObject *o) {
  PyObject *text;
  if (odd(o, 3, &text) < 0)
    return NULL;
  return text;
}

static PyMethodDef methods[] = {
    {"use_bad", use_bad, METH_O},         {"use_good", use_good, METH_O},
    {"inner_bad", inner_bad, METH_O},     {"inner_good", inner_good, METH_O},
    {"fields_bad", fields_bad, METH_O},   {"fields_good", fields_good, METH_O},
    {"mutual_bad", mutual_bad, METH_O},   {"mutual_good", mutual_good, METH_O},
    {NULL}};
PyMethodDef *methods_of_module(void) { return methods; }
