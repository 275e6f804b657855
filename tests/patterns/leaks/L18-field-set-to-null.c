// RUN: %check_all_hosts %s
// Pattern: L18
// A field that owns its reference is set to NULL after its use.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *pending;
  PyObject *queue;
} Stream;

static void stream_dealloc(Stream *self) {
  Py_CLEAR(self->pending);
  Py_CLEAR(self->queue);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *next_bad(Stream *self, PyObject *noargs) {
  if (self->pending != NULL) {
    PyErr_SetObject(PyExc_ValueError, self->pending);
    self->pending = NULL;
    return NULL;
    // LEAK@-2: 'self->pending'
  }
  Py_RETURN_NONE;
}

static PyObject *next_good(Stream *self, PyObject *noargs) {
  if (self->pending != NULL) {
    PyErr_SetObject(PyExc_ValueError, self->pending);
    Py_CLEAR(self->pending);
    return NULL;
  }
  Py_RETURN_NONE;
}

// By way of a variable.
static PyObject *drain_bad(Stream *self, PyObject *noargs) {
  PyObject *queue = self->queue;
  if (queue == NULL)
    Py_RETURN_NONE;
  self->queue = NULL;
  Py_ssize_t size = PyObject_Size(queue);
  return size < 0 ? NULL : PyLong_FromSsize_t(size);
  // LEAK@-3: 'self->queue'
}

static PyObject *drain_good(Stream *self, PyObject *noargs) {
  PyObject *queue = self->queue;
  if (queue == NULL)
    Py_RETURN_NONE;
  self->queue = NULL;
  Py_ssize_t size = PyObject_Size(queue);
  Py_DECREF(queue);
  return size < 0 ? NULL : PyLong_FromSsize_t(size);
}

// The reference goes to the caller, or elsewhere.
static PyObject *take_good(Stream *self, PyObject *noargs) {
  PyObject *queue = self->queue;
  if (queue == NULL)
    Py_RETURN_NONE;
  self->queue = NULL;
  return queue;
}

static PyObject *raise_good(Stream *self, PyObject *noargs) {
  if (self->pending != NULL) {
    PyErr_Restore(Py_NewRef(PyExc_ValueError), self->pending, NULL);
    self->pending = NULL;
    return NULL;
  }
  Py_RETURN_NONE;
}

static PyObject *move_good(Stream *self, PyObject *noargs) {
  if (self->pending != NULL && self->queue == NULL) {
    self->queue = self->pending;
    self->pending = NULL;
  }
  Py_RETURN_NONE;
}

static PyMethodDef stream_methods[] = {
    {"next_bad", (PyCFunction)next_bad, METH_NOARGS, NULL},
    {"next_good", (PyCFunction)next_good, METH_NOARGS, NULL},
    {"drain_bad", (PyCFunction)drain_bad, METH_NOARGS, NULL},
    {"drain_good", (PyCFunction)drain_good, METH_NOARGS, NULL},
    {"take_good", (PyCFunction)take_good, METH_NOARGS, NULL},
    {"raise_good", (PyCFunction)raise_good, METH_NOARGS, NULL},
    {"move_good", (PyCFunction)move_good, METH_NOARGS, NULL},
    {NULL}};
PyTypeObject Stream_Type = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Stream",
                            .tp_basicsize = sizeof(Stream),
                            .tp_flags = Py_TPFLAGS_DEFAULT,
                            .tp_dealloc = (destructor)stream_dealloc,
                            .tp_methods = stream_methods};
