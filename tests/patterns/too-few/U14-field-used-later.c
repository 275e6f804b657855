// RUN: %check_all_hosts %s
// RUNTIME: none (the methods have no type that Python code can name)
// Pattern: U14
// What was read from a field, or from a variable of the module, is used after a
// call that runs Python code. That can replace it: another method does.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *source, *name;
} Reader;

static PyObject *callback;

static PyObject *reader_open(Reader *self, PyObject *source) {
  Py_INCREF(source);
  Py_XSETREF(self->source, source);
  Py_RETURN_NONE;
}

static PyObject *reader_close(Reader *self, PyObject *noargs) {
  Py_CLEAR(self->source);
  Py_RETURN_NONE;
}

static PyObject *set_callback(PyObject *module, PyObject *function) {
  PyObject *old = callback;
  Py_INCREF(function);
  callback = function;
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *read_bad(Reader *self, PyObject *convert) {
  PyObject *source = self->source;
  if (source == NULL)
    Py_RETURN_NONE;
  PyObject *size = PyObject_CallNoArgs(convert);
  if (size == NULL)
    return NULL;
  PyObject *data = PyObject_CallMethod(source, "read", "O", size);
  // BORROWED-INVALIDATED: 'source'
  Py_DECREF(size);
  return data;
}

static PyObject *read_good(Reader *self, PyObject *convert) {
  PyObject *source = self->source;
  if (source == NULL)
    Py_RETURN_NONE;
  Py_INCREF(source);
  PyObject *size = PyObject_CallNoArgs(convert), *data = NULL;
  if (size != NULL)
    data = PyObject_CallMethod(source, "read", "O", size);
  Py_XDECREF(size);
  Py_DECREF(source);
  return data;
}

// Read from the field again, and tested again.
static PyObject *again_good(Reader *self, PyObject *convert) {
  PyObject *source = self->source;
  if (source == NULL)
    Py_RETURN_NONE;
  PyObject *size = PyObject_CallNoArgs(convert);
  if (size == NULL)
    return NULL;
  Py_DECREF(size);
  source = self->source;
  if (source == NULL)
    Py_RETURN_NONE;
  Py_INCREF(source);
  return source;
}

static PyObject *loop_bad(Reader *self, PyObject *args) {
  PyObject *source = self->source;
  if (source == NULL)
    Py_RETURN_NONE;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    PyObject *done = PyObject_CallFunctionObjArgs(PyTuple_GET_ITEM(args, i), source, NULL);
    // BORROWED-INVALIDATED: 'source'
    if (done == NULL)
      return NULL;
    Py_DECREF(done);
  }
  Py_RETURN_NONE;
}

// Incremented too late.
static PyObject *keep_bad(Reader *self, PyObject *seen) {
  PyObject *source = self->source;
  if (source == NULL || PyObject_IsTrue(seen) <= 0)
    return NULL;
  Py_INCREF(source);
  // BORROWED-INVALIDATED: 'source'
  return source;
}

// A variable of the module.
static PyObject *report_bad(PyObject *module, PyObject *event) {
  PyObject *function = callback;
  if (function == NULL)
    Py_RETURN_NONE;
  PyObject *text = PyObject_Str(event);
  if (text == NULL)
    return NULL;
  PyObject *done = PyObject_CallFunctionObjArgs(function, text, NULL);
  // BORROWED-INVALIDATED: 'function'
  Py_DECREF(text);
  return done;
}

static PyObject *report_good(PyObject *module, PyObject *event) {
  if (callback == NULL)
    Py_RETURN_NONE;
  PyObject *text = PyObject_Str(event);
  if (text == NULL)
    return NULL;
  PyObject *done = callback ? PyObject_CallFunctionObjArgs(callback, text, NULL) : NULL;
  Py_DECREF(text);
  return done;
}

// Nothing replaces the name: tp_init sets it only where there is none.
static int reader_init(Reader *self, PyObject *args, PyObject *kwds) {
  PyObject *name;
  if (!PyArg_ParseTuple(args, "O", &name))
    return -1;
  if (self->name == NULL) {
    Py_INCREF(name);
    self->name = name;
  }
  return 0;
}

static PyObject *name_good(Reader *self, PyObject *convert) {
  PyObject *name = self->name;
  if (name == NULL)
    Py_RETURN_NONE;
  PyObject *size = PyObject_CallNoArgs(convert);
  if (size == NULL)
    return NULL;
  Py_DECREF(size);
  return PyObject_Str(name);
}

// Taken out of the field, it is the function's own.
static PyObject *take_good(Reader *self, PyObject *convert) {
  PyObject *source = self->source;
  if (source == NULL)
    Py_RETURN_NONE;
  self->source = NULL;
  PyObject *size = PyObject_CallNoArgs(convert);
  if (size == NULL) {
    Py_DECREF(source);
    return NULL;
  }
  Py_DECREF(size);
  return source;
}

// Calls that run no code of others.
static PyObject *calm_good(Reader *self, PyObject *noargs) {
  PyObject *source = self->source;
  if (source == NULL)
    Py_RETURN_NONE;
  PyObject *pair = PyTuple_New(2);
  if (pair == NULL)
    return NULL;
  Py_INCREF(source);
  PyTuple_SET_ITEM(pair, 0, source);
  Py_INCREF(Py_None);
  PyTuple_SET_ITEM(pair, 1, Py_None);
  return pair;
}

static PyMethodDef methods[] = {
    {"open", (PyCFunction)reader_open, METH_O},
    {"close", (PyCFunction)reader_close, METH_NOARGS},
    {"read_bad", (PyCFunction)read_bad, METH_O},
    {"read_good", (PyCFunction)read_good, METH_O},
    {"again_good", (PyCFunction)again_good, METH_O},
    {"loop_bad", (PyCFunction)loop_bad, METH_VARARGS},
    {"keep_bad", (PyCFunction)keep_bad, METH_O},
    {"name_good", (PyCFunction)name_good, METH_O},
    {"take_good", (PyCFunction)take_good, METH_O},
    {"calm_good", (PyCFunction)calm_good, METH_NOARGS},
    {NULL}};
static PyMethodDef functions[] = {{"set_callback", set_callback, METH_O},
                                  {"report_bad", report_bad, METH_O},
                                  {"report_good", report_good, METH_O},
                                  {NULL}};
PyMethodDef *tables[] = {methods, functions};
initproc reader_slot = (initproc)reader_init;
