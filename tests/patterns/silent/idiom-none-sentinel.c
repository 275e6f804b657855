// RUN: %check_all_hosts %s
// RUNTIME: good=parse_good,name_good,chosen_good call=o args=('ab',)
// RUNTIME: good=parse_good,name_good,chosen_good call=o args=('',)
// RUNTIME: bad=name_bad:leak,perhaps_bad:leak call=o args=('ab',)
// Pattern: S16
// None stands for nothing, without a reference; what a helper makes is text or a
// number, and never None.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static int parse(const char *text, PyObject **name) {
  if (!*text) {
    PyErr_SetString(PyExc_ValueError, "empty");
    return -1;
  }
  *name = PyUnicode_FromString(text);
  return *name == NULL ? -1 : 0;
}

static PyObject *make_name(const char *text) {
  return PyUnicode_FromFormat("<%s>", text);
}

static PyObject *make_by_other(const char *text) { return make_name(text); }

// Of None or a name, one cannot tell.
static PyObject *perhaps_name(const char *text) {
  if (*text)
    return make_name(text);
  Py_INCREF(Py_None);
  return Py_None;
}

static PyObject *parse_good(PyObject *self, PyObject *o) {
  PyObject *name = Py_None;
  const char *text = PyUnicode_AsUTF8(o);
  if (text == NULL)
    return NULL;
  if (*text && parse(text, &name) < 0)
    return NULL;
  Py_ssize_t size = PyObject_Size(o);
  if (name != NULL && name != Py_None)
    Py_DECREF(name);
  return size < 0 ? NULL : PyLong_FromSsize_t(size);
}

static PyObject *name_good(PyObject *self, PyObject *o) {
  PyObject *name = Py_None;
  const char *text = PyUnicode_AsUTF8(o);
  if (text == NULL)
    return NULL;
  if (*text) {
    name = make_name(text);
    if (name == NULL)
      return NULL;
  }
  if (name == Py_None)
    Py_RETURN_NONE;
  return name;
}

static PyObject *chosen_good(PyObject *self, PyObject *o) {
  const char *text = PyUnicode_AsUTF8(o);
  if (text == NULL)
    return NULL;
  PyObject *name = *text ? make_by_other(text) : Py_None;
  if (name == NULL)
    return NULL;
  if (name != Py_None)
    Py_DECREF(name);
  Py_RETURN_TRUE;
}

// The name is not None, and is lost.
static PyObject *name_bad(PyObject *self, PyObject *o) {
  const char *text = PyUnicode_AsUTF8(o);
  if (text == NULL)
    return NULL;
  PyObject *name = make_by_other(text);
  if (name == NULL)
    return NULL;
  if (name == Py_None)
    Py_DECREF(name);
  Py_RETURN_TRUE;
  // LEAK@-1: 'name'
}

// It may be None, to which the helper has added a reference.
static PyObject *perhaps_bad(PyObject *self, PyObject *o) {
  const char *text = PyUnicode_AsUTF8(o);
  if (text == NULL)
    return NULL;
  PyObject *name = perhaps_name(text);
  if (name == NULL)
    return NULL;
  if (name == Py_None)
    return name;
  Py_RETURN_TRUE;
  // LEAK@-1: 'name'
}
