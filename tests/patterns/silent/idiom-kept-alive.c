// RUN: %check_all_hosts %s
// RUNTIME: good=code_name args=(__import__('sys')._getframe(),)
// RUNTIME: good=cause_type args=(ValueError('x'),)
// RUNTIME: good=type_name args=([],)
// Pattern: idiom
// A new reference to what the argument holds as well: releasing it at once makes
// a borrowed reference of it, good as long as the argument lives.

#include <Python.h>

static PyCodeObject *borrow_code(PyFrameObject *frame) {
  PyCodeObject *code = PyFrame_GetCode(frame);
  Py_DECREF(code);
  return code;
}

static PyObject *code_name(PyObject *self, PyObject *args) {
  PyObject *frame = PyTuple_GET_ITEM(args, 0);
  PyCodeObject *code = borrow_code((PyFrameObject *)frame);
  return PyObject_GetAttrString((PyObject *)code, "co_name");
}

static PyObject *cause_type(PyObject *self, PyObject *args) {
  PyObject *cause = PyException_GetCause(PyTuple_GET_ITEM(args, 0));
  if (cause == NULL)
    Py_RETURN_NONE;
  Py_DECREF(cause);
  return PyObject_Type(cause);
}

static PyObject *type_name(PyObject *self, PyObject *args) {
  PyObject *type = PyObject_Type(PyTuple_GET_ITEM(args, 0));
  Py_DECREF(type);
  return PyObject_GetAttrString(type, "__name__");
}

// The bad twin: nothing else holds what was made for the caller.
PyObject *made_for_the_caller(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Str(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  Py_DECREF(text);
  return PyObject_GetAttrString(text, "__class__");
  // USE-AFTER-RELEASE: ^'text' is used after its last reference
}

// Nor does it live on when the argument has gone before it.
PyObject *argument_gone_first(PyObject *self, PyObject *args) {
  PyObject *error = PyObject_CallNoArgs(self);
  if (error == NULL)
    return NULL;
  PyObject *cause = PyException_GetCause(error);
  Py_DECREF(error);
  Py_XDECREF(cause);
  return PyObject_Repr(cause);
  // USE-AFTER-RELEASE: ^'cause' is used after
}
