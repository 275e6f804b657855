// RUN: %check_all_hosts %s
// RUNTIME: none (the other file is not there)
// Pattern: S03
// `return finish(x)`: what a function of another file returns may be the argument
// that it was given. Where the function goes on with its result, it is not known to.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

extern PyObject *finish(PyObject *result);

static PyObject *finish_good(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  return finish(list);
}

static PyObject *finish_cast_good(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  return (PyObject *)(finish(list));
}

static PyObject *kept_bad(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  PyObject *finished = finish(list);
  if (finished == NULL)
    return NULL;
  // LEAK: 'list'
  Py_DECREF(list);
  return finished;
}

static PyObject *early_bad(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  if (PyList_GET_SIZE(list) == 0)
    return PyLong_FromLong(0);
  // LEAK: 'list'
  return finish(list);
}

// `x = convert(x)`: the variable holds what the function has made of its
// argument, which it may have consumed.
extern PyObject *convert(PyObject *given);

static PyObject *converted_good(PyObject *self, PyObject *name) {
  Py_INCREF(name);
  if (!(name = convert(name)))
    return NULL;
  PyObject *size = PyLong_FromSsize_t(PyObject_Size(name));
  Py_DECREF(name);
  return size;
}

// By convention, what is the function's own stays its own.
static PyObject *own_converted_bad(PyObject *self, PyObject *o) {
  PyObject *text = PyObject_Str(o);
  if (text == NULL)
    return NULL;
  text = convert(text);
  // LEAK@-1: 'text'
  return text;
}

// What the API makes of its argument is known.
static PyObject *known_bad(PyObject *self, PyObject *o) {
  PyObject *text = PyObject_Str(o);
  if (text == NULL)
    return NULL;
  text = PyUnicode_AsUTF8String(text);
  // LEAK@-1: 'text'
  return text;
}

static PyObject *other_bad(PyObject *self, PyObject *o) {
  PyObject *text = PyObject_Str(o);
  if (text == NULL)
    return NULL;
  PyObject *other = convert(text);
  return other;
  // LEAK: 'text'
}

// `return set_result(future, text)`: where all that a function of another file
// gets is the caller's own, it may take over all of it.
extern PyObject *set_result(const char *name, PyObject *future,
                            PyObject *result);

static PyObject *handed_over_good(PyObject *self, PyObject *args) {
  PyObject *future = PyObject_CallNoArgs(self);
  if (future == NULL)
    return NULL;
  PyObject *text = PyObject_Str(args);
  if (text == NULL) {
    Py_DECREF(future);
    return NULL;
  }
  return set_result("text", future, text);
}

static PyObject *incremented_good(PyObject *self, PyObject *args) {
  PyObject *future = PyObject_CallNoArgs(self);
  if (future == NULL)
    return NULL;
  Py_INCREF(args);
  return set_result("args", future, args);
}

// One that also gets what the caller borrows only looks at what it gets.
static PyObject *mixed_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Str(args);
  if (text == NULL)
    return NULL;
  return set_result("text", self, text); // LEAK: 'text'
}

static PyObject *before_bad(PyObject *self, PyObject *args) {
  PyObject *future = PyObject_CallNoArgs(self);
  if (future == NULL)
    return NULL;
  PyObject *text = PyObject_Str(args);
  if (text == NULL)
    return NULL; // LEAK: 'future'
  return set_result("text", future, text);
}
