// RUN: %check_all_hosts %s
// Pattern: L16
// A helper that succeeds with NULL in its out-parameter or with a new reference: a
// test of the variable tells which.

#include <Python.h>

static int optional_text(PyObject *from, PyObject **out) {
  if (from == Py_None) {
    *out = NULL;
    return 0;
  }
  *out = PyObject_Str(from);
  return *out ? 0 : -1;
}

static PyObject *size_bad(PyObject *self, PyObject *from) {
  PyObject *text;
  if (optional_text(from, &text) < 0)
    return NULL;
  if (text == NULL)
    return PyLong_FromLong(0);
  return PyLong_FromSsize_t(PyUnicode_GET_LENGTH(text));
  // LEAK: 'text'
}

static PyObject *size_good(PyObject *self, PyObject *from) {
  PyObject *text;
  if (optional_text(from, &text) < 0)
    return NULL;
  if (text == NULL)
    return PyLong_FromLong(0);
  PyObject *size = PyLong_FromSsize_t(PyUnicode_GET_LENGTH(text));
  Py_DECREF(text);
  return size;
}

// Without a result.
static void find_attribute(PyObject *o, PyObject **out) {
  *out = NULL;
  if (PyList_Check(o))
    return;
  *out = PyObject_GetAttrString(o, "name");
  if (*out == NULL)
    PyErr_Clear();
}

static PyObject *has_name_bad(PyObject *self, PyObject *o) {
  PyObject *name;
  find_attribute(o, &name);
  if (name != NULL)
    Py_RETURN_TRUE;
  // LEAK: 'name'
  Py_RETURN_FALSE;
}

static PyObject *has_list_good(PyObject *self, PyObject *o) {
  PyObject *name;
  find_attribute(o, &name);
  if (name != NULL) {
    Py_DECREF(name);
    Py_RETURN_TRUE;
  }
  Py_RETURN_FALSE;
}

static PyObject *cleared_good(PyObject *self, PyObject *o) {
  PyObject *name;
  find_attribute(o, &name);
  Py_XDECREF(name);
  Py_RETURN_NONE;
}

// A flag says which: the caller knows.
static int made_if(int wanted, PyObject *o, PyObject **out) {
  *out = NULL;
  if (wanted) {
    *out = PyObject_Repr(o);
    if (*out == NULL)
      return -1;
  }
  return 0;
}

static PyObject *unwanted_good(PyObject *self, PyObject *o) {
  PyObject *text;
  if (made_if(0, o, &text) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *wanted_bad(PyObject *self, PyObject *o) {
  PyObject *text;
  if (made_if(1, o, &text) < 0)
    return NULL;
  Py_RETURN_NONE;
  // LEAK: 'text'
}

// NULL is what a failure leaves; the result is a number.
static Py_ssize_t extend(PyObject **tuple, Py_ssize_t at, PyObject *item) {
  if (_PyTuple_Resize(tuple, PyTuple_GET_SIZE(*tuple) + 1) != 0)
    return -1;
  PyTuple_SET_ITEM(*tuple, at, Py_NewRef(item));
  return at + 1;
}

static PyObject *grow_good(PyObject *self, PyObject *item) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  Py_ssize_t next = extend(&tuple, 0, item);
  if (next < 0)
    return NULL;
  return tuple;
}

// What was just made is not None.
static int make_list(Py_ssize_t size, PyObject **out) {
  *out = PyList_New(size);
  return *out != NULL ? 0 : -1;
}

static PyObject *list_good(PyObject *self, PyObject *o) {
  PyObject *list = NULL;
  if (make_list(0, &list) < 0)
    return NULL;
  if (!PyList_Check(o)) {
    if (list != NULL && list != Py_None)
      Py_DECREF(list);
    return NULL;
  }
  return list;
}

static PyMethodDef methods[] = {
    {"size_bad", size_bad, METH_O},           {"size_good", size_good, METH_O},
    {"has_name_bad", has_name_bad, METH_O},   {"has_list_good", has_list_good, METH_O},
    {"cleared_good", cleared_good, METH_O},   {"unwanted_good", unwanted_good, METH_O},
    {"wanted_bad", wanted_bad, METH_O},       {"grow_good", grow_good, METH_O},
    {"list_good", list_good, METH_O},         {NULL}};
PyMethodDef *methods_of_module(void) { return methods; }
