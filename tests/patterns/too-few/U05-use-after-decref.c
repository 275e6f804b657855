// RUN: %check_all_hosts %s
// RUNTIME: bad=pass_bad:crash good=pass_good
// RUNTIME: bad=message_bad:crash good=message_good
// RUNTIME: bad=again_bad:freed good=again_good args=(1, 2)
// RUNTIME: bad=member_bad:freed good=member_good types=Buffer_Type args=(1, 2)
// RUNTIME: bad=type_name_bad:freed good=type_name_good args=(1, 2)
// Pattern: U05
// The function released the only reference that it knows of, and then goes on
// using the object: it passes it, reads it, takes a reference again.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *pass_bad(PyObject *self, PyObject *args) {
  PyObject *set = PySet_New(args);
  if (set == NULL)
    return NULL;
  Py_DECREF(set);
  return PyLong_FromSsize_t(PySet_Size(set));
  // USE-AFTER-RELEASE: 'set'
}

static PyObject *pass_good(PyObject *self, PyObject *args) {
  PyObject *set = PySet_New(args);
  if (set == NULL)
    return NULL;
  Py_ssize_t size = PySet_Size(set);
  Py_DECREF(set);
  return PyLong_FromSsize_t(size);
}

// A message that names the object comes too late.
static PyObject *message_bad(PyObject *self, PyObject *args) {
  PyObject *names = PySet_New(args);
  if (names == NULL)
    return NULL;
  int filled = PyObject_IsTrue(names);
  Py_DECREF(names);
  if (filled < 0)
    return NULL;
  if (filled == 0) {
    PyErr_Format(PyExc_ValueError, "%R has no elements", names);
    // USE-AFTER-RELEASE: 'names'
    return NULL;
  }
  Py_RETURN_NONE;
}

static PyObject *message_good(PyObject *self, PyObject *args) {
  PyObject *names = PySet_New(args);
  if (names == NULL)
    return NULL;
  int filled = PyObject_IsTrue(names);
  if (filled < 0) {
    Py_DECREF(names);
    return NULL;
  }
  if (filled == 0) {
    PyErr_Format(PyExc_ValueError, "%R has no elements", names);
    Py_DECREF(names);
    return NULL;
  }
  Py_DECREF(names);
  Py_RETURN_NONE;
}

// Py_INCREF brings nothing back.
static PyObject *again_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  Py_DECREF(text);
  Py_INCREF(text);
  // USE-AFTER-RELEASE: 'text'
  return text;
}

static PyObject *again_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  Py_INCREF(text);
  Py_DECREF(text);
  return text;
}

typedef struct {
  PyObject_HEAD
  Py_ssize_t size;
} Buffer;

static void buffer_dealloc(PyObject *self) { PyObject_Free(self); }

PyTypeObject Buffer_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Buffer",
    .tp_basicsize = sizeof(Buffer),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = buffer_dealloc,
};

// A member of the object's own struct is read.
static PyObject *member_bad(PyObject *self, PyObject *args) {
  Buffer *buffer = PyObject_New(Buffer, &Buffer_Type);
  if (buffer == NULL)
    return NULL;
  buffer->size = PyTuple_GET_SIZE(args);
  Py_DECREF(buffer);
  return PyLong_FromSsize_t(buffer->size);
  // USE-AFTER-RELEASE: 'buffer'
}

static PyObject *member_good(PyObject *self, PyObject *args) {
  Buffer *buffer = PyObject_New(Buffer, &Buffer_Type);
  if (buffer == NULL)
    return NULL;
  buffer->size = PyTuple_GET_SIZE(args);
  Py_ssize_t size = buffer->size;
  Py_DECREF(buffer);
  return PyLong_FromSsize_t(size);
}

// A macro reads the object's head.
static PyObject *type_name_bad(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(args);
  if (iterator == NULL)
    return NULL;
  Py_DECREF(iterator);
  return PyUnicode_FromString(Py_TYPE(iterator)->tp_name);
  // USE-AFTER-RELEASE: 'iterator'
}

static PyObject *type_name_good(PyObject *self, PyObject *args) {
  PyObject *iterator = PyObject_GetIter(args);
  if (iterator == NULL)
    return NULL;
  PyObject *name = PyUnicode_FromString(Py_TYPE(iterator)->tp_name);
  Py_DECREF(iterator);
  return name;
}
