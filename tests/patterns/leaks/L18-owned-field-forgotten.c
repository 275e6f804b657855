// RUN: %check_all_hosts %s
// RUNTIME: types=Stream_Type call=slot bad=untested_bad:leak
//     run=(lambda s: (s.fail(), s.untested_bad()))(m.Stream_Type())
// RUNTIME: types=Stream_Type call=slot bad=new_reference_bad:leak
//     run=(lambda s: (s.fail(), s.new_reference_bad()))(m.Stream_Type())
// RUNTIME: types=Stream_Type call=slot bad=increment_bad:leak
//     run=(lambda s: (s.fail(), s.increment_bad()))(m.Stream_Type())
// RUNTIME: types=Stream_Type call=slot good=moved_good
//     run=(lambda s: (s.fail(), s.moved_good()))(m.Stream_Type())
// RUNTIME: types=Stream_Type call=slot good=released_first_good
//     run=(lambda s: (s.fail(), s.released_first_good()))(m.Stream_Type())
// RUNTIME: types=Stream_Type call=slot good=after_helper_good
//     run=(lambda s: (s.fail(), s.after_helper_good()))(m.Stream_Type())
// RUNTIME: types=Stream_Type call=slot good=released_by_helper_good
//     run=(lambda s: (s.fail(), s.released_by_helper_good()))(m.Stream_Type())
// RUNTIME: types=Stream_Type call=slot good=given_away_good
//     run=(lambda s: (s.fail(), s.given_away_good()))(m.Stream_Type())
// Pattern: L18
// A method sets a field that owns its reference to NULL: that reference is lost,
// whether the field is tested before or not, and although another one was taken.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *pending, *value;
  int code;
} Stream;

static void stream_dealloc(Stream *self) {
  Py_CLEAR(self->pending);
  Py_CLEAR(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *fail(Stream *self, PyObject *noargs) {
  PyObject *text = PyUnicode_FromString("broken");
  if (text == NULL)
    return NULL;
  Py_XSETREF(self->pending, Py_NewRef(text));
  Py_XSETREF(self->value, text);
  Py_RETURN_NONE;
}

static PyObject *untested_bad(Stream *self, PyObject *noargs) {
  self->pending = NULL;
  // LEAK: 'self->pending'
  Py_RETURN_NONE;
}

static PyObject *one_of_two_bad(Stream *self, PyObject *noargs) {
  if (self->code) {
    Py_CLEAR(self->value);
    self->pending = NULL;
    // LEAK: 'self->pending'
  }
  Py_RETURN_NONE;
}

static PyObject *new_reference_bad(Stream *self, PyObject *noargs) {
  if (self->pending == NULL)
    Py_RETURN_NONE;
  PyObject *result = Py_NewRef(self->pending);
  self->pending = NULL;
  return result;
  // LEAK: 'result'
}

static PyObject *increment_bad(Stream *self, PyObject *noargs) {
  PyObject *result = self->value;
  if (result == NULL)
    Py_RETURN_NONE;
  Py_INCREF(result);
  self->value = NULL;
  return result;
  // LEAK: 'result'
}

static PyObject *moved_good(Stream *self, PyObject *noargs) {
  PyObject *result = self->value;
  if (result == NULL)
    Py_RETURN_NONE;
  self->value = NULL;
  return result;
}

static PyObject *released_first_good(Stream *self, PyObject *noargs) {
  PyObject *result = self->value;
  if (result == NULL)
    Py_RETURN_NONE;
  Py_INCREF(result);
  Py_CLEAR(self->value);
  return result;
}

static void drop(Stream *self) {
  PyObject *old = self->pending;
  self->pending = NULL;
  Py_XDECREF(old);
}

static PyObject *after_helper_good(Stream *self, PyObject *noargs) {
  drop(self);
  self->pending = NULL;
  Py_RETURN_NONE;
}

static void release(Stream *self) { Py_XDECREF(self->pending); }

static PyObject *released_by_helper_good(Stream *self, PyObject *noargs) {
  release(self);
  self->pending = NULL;
  Py_RETURN_NONE;
}

static PyObject *given_away_good(Stream *self, PyObject *list) {
  if (self->value == NULL)
    Py_RETURN_NONE;
  PyObject *result = Py_BuildValue("(N)", self->value);
  self->value = NULL;
  return result;
}

#define METHOD(f) {#f, (PyCFunction)f, METH_NOARGS, NULL}
static PyMethodDef methods[] = {METHOD(fail),
                                METHOD(untested_bad),
                                METHOD(one_of_two_bad),
                                METHOD(new_reference_bad),
                                METHOD(increment_bad),
                                METHOD(moved_good),
                                METHOD(released_first_good),
                                METHOD(after_helper_good),
                                METHOD(released_by_helper_good),
                                METHOD(given_away_good),
                                {NULL}};

PyTypeObject Stream_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Stream",
    .tp_basicsize = sizeof(Stream),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)stream_dealloc,
    .tp_methods = methods,
    .tp_new = PyType_GenericNew,
};
