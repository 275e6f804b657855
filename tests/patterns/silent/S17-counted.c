// RUN: %check_all_hosts %s
// RUNTIME: good=others,asserted,last args=('some text',)
// Pattern: S17
// `Py_REFCNT(x)`: if there are more references than the function holds, others
// keep the object.

#include <Python.h>

static PyObject *others(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Str(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  if (Py_REFCNT(text) > 1) {
    Py_DECREF(text);
    return PyObject_Repr(text);
  }
  return text;
}

#undef NDEBUG
#include <assert.h>

static PyObject *asserted(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Str(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  Py_DECREF(text);
  assert(Py_REFCNT(text) >= 1);
  return PyObject_Repr(text);
}

static int is_shared(PyObject *o, Py_ssize_t own) { return Py_REFCNT(o) > own; }

static PyObject *last(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  if (Py_REFCNT(text) == 1)
    return text;
  Py_DECREF(text);
  return PyLong_FromSsize_t(PyUnicode_GET_LENGTH(text));
}

// The bad twins.
static PyObject *last_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  if (Py_REFCNT(text) == 1) {
    Py_DECREF(text);
    return PyObject_Repr(text);
    // USE-AFTER-RELEASE: 'text'
  }
  return text;
}

static PyObject *kept_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  if (Py_REFCNT(text) > 1)
    return NULL;
  // LEAK@-1: 'text'
  return text;
}

static PyObject *other_object_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  if (is_shared(args, 1)) {
    Py_DECREF(text);
    return PyObject_Repr(text);
    // USE-AFTER-RELEASE: 'text'
  }
  return text;
}
