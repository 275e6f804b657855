// RUN: %check_all_hosts %s
// RUNTIME: none (the types are not exported)
// Pattern: L09
// What a function has put into a place that owns it, it overwrites there without
// a release.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value, *name;
} Box;

static PyObject *last;

static void box_dealloc(Box *self) {
  Py_XDECREF(self->value);
  Py_XDECREF(self->name);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *convert_bad(Box *self, PyObject *arg) {
  Py_CLEAR(self->value);
  self->value = PyNumber_Long(arg);
  if (self->value == NULL)
    return NULL;
  self->value = PyNumber_Float(arg);
  // LEAK: 'self->value'
  if (self->value == NULL)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *replaced_bad(Box *self, PyObject *arg) {
  PyObject *number = PyNumber_Long(arg);
  if (number == NULL)
    return NULL;
  Py_XSETREF(self->value, number);
  PyObject *text = PyObject_Str(arg);
  if (text != NULL)
    self->value = text;
  // LEAK@-1: 'self->value'
  Py_RETURN_NONE;
}

static PyObject *static_bad(PyObject *self, PyObject *arg) {
  Py_CLEAR(last);
  last = PyObject_Str(arg);
  if (last == NULL)
    return NULL;
  if (PyUnicode_GET_LENGTH(last) == 0)
    last = PyUnicode_FromString("nothing");
  // LEAK@-1: 'last'
  Py_RETURN_NONE;
}

static PyObject *converted_good(Box *self, PyObject *arg) {
  Py_CLEAR(self->value);
  self->value = PyNumber_Long(arg);
  if (self->value == NULL)
    return NULL;
  PyObject *number = self->value;
  self->value = PyNumber_Float(number);
  Py_DECREF(number);
  if (self->value == NULL)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *wrapped_good(Box *self, PyObject *arg) {
  Py_CLEAR(self->value);
  self->value = PyNumber_Long(arg);
  if (self->value == NULL)
    return NULL;
  PyObject *pair = PyTuple_New(1);
  if (pair == NULL)
    return NULL;
  PyTuple_SET_ITEM(pair, 0, self->value);
  self->value = NULL;
  return pair;
}

static PyObject *moved_good(Box *self, PyObject *arg) {
  Py_CLEAR(self->value);
  Py_CLEAR(self->name);
  self->value = PyObject_Str(arg);
  if (self->value == NULL)
    return NULL;
  self->name = self->value;
  self->value = NULL;
  Py_RETURN_NONE;
}

static PyObject *handed_back_good(Box *self, PyObject *arg) {
  Py_CLEAR(self->value);
  self->value = PyObject_Str(arg);
  PyObject *text = self->value;
  self->value = NULL;
  return text;
}

static PyObject *undone_good(Box *self, PyObject *arg) {
  PyObject *text = PyObject_Str(arg);
  if (text == NULL)
    return NULL;
  PyObject *old = self->value;
  self->value = text;
  if (PyErr_CheckSignals() < 0) {
    self->value = old;
    Py_DECREF(text);
    return NULL;
  }
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *static_good(PyObject *self, PyObject *arg) {
  Py_CLEAR(last);
  last = PyObject_Str(arg);
  if (last == NULL)
    return NULL;
  if (PyUnicode_GET_LENGTH(last) == 0)
    Py_SETREF(last, PyUnicode_FromString("nothing"));
  Py_RETURN_NONE;
}

// A struct behind an untyped pointer, filled in a loop that a goto makes.
typedef struct {
  PyObject *made;
  int count;
} Context;

typedef struct {
  void *private;
} Frame;

static void end(Frame *frame) {
  Context *context = frame->private;
  Py_XDECREF(context->made);
  PyObject_Free(context);
}

static void begin_bad(PyObject *object, Frame *frame, PyObject *fallback) {
  int level = 0;
  Context *context = frame->private = PyObject_Malloc(sizeof(Context));
  if (context == NULL)
    return;
  context->made = NULL;
again:
  if (PyLong_Check(object)) {
    context->count = level;
    return;
  }
  if (level > 10)
    return end(frame);
  PyObject *made = PyObject_CallFunctionObjArgs(fallback, object, NULL);
  if (made == NULL)
    return end(frame);
  object = context->made = made;
  // LEAK: 'context->made'
  level++;
  goto again;
}

static void begin_good(PyObject *object, Frame *frame, PyObject *fallback) {
  int level = 0;
  Context *context = frame->private = PyObject_Malloc(sizeof(Context));
  if (context == NULL)
    return;
  context->made = NULL;
again:
  if (PyLong_Check(object)) {
    context->count = level;
    return;
  }
  if (level > 10)
    return end(frame);
  PyObject *made = PyObject_CallFunctionObjArgs(fallback, object, NULL);
  if (made == NULL)
    return end(frame);
  Py_XDECREF(context->made);
  object = context->made = made;
  level++;
  goto again;
}

int run(PyObject *object, PyObject *fallback) {
  Frame bad, good;
  begin_bad(object, &bad, fallback);
  begin_good(object, &good, fallback);
  if (bad.private != NULL)
    end(&bad);
  if (good.private != NULL)
    end(&good);
  return 0;
}

static PyMethodDef methods[] = {
    {"convert_bad", (PyCFunction)convert_bad, METH_O, NULL},
    {"replaced_bad", (PyCFunction)replaced_bad, METH_O, NULL},
    {"static_bad", static_bad, METH_O, NULL},
    {"converted_good", (PyCFunction)converted_good, METH_O, NULL},
    {"wrapped_good", (PyCFunction)wrapped_good, METH_O, NULL},
    {"moved_good", (PyCFunction)moved_good, METH_O, NULL},
    {"handed_back_good", (PyCFunction)handed_back_good, METH_O, NULL},
    {"undone_good", (PyCFunction)undone_good, METH_O, NULL},
    {"static_good", static_good, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

PyTypeObject Box_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Box",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_methods = methods,
};
