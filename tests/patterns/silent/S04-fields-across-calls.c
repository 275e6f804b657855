// RUN: %check_all_hosts %s
// RUNTIME: none (needs an object of its own)
// Pattern: S04
// A helper of the same file gets the object, but writes other fields than the one
// that decides: that is what it was.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *reader;
  Py_ssize_t position;
  int finished;
} Source;

void library_advance(Py_ssize_t *position);

static int advance(Source *self) {
  library_advance(&self->position);
  if (self->position > 100)
    self->finished = 1;
  return self->finished;
}

PyObject *read_all_good(Source *self, PyObject *Py_UNUSED(ignored)) {
  PyObject *chunk = NULL;
again:
  if (self->reader) {
    chunk = PyObject_CallMethod(self->reader, "read", NULL);
    if (chunk == NULL)
      return NULL;
  }
  Py_XDECREF(chunk);
  if (!advance(self))
    goto again;
  Py_RETURN_NONE;
}

static int advance_and_close(Source *self) {
  if (advance(self))
    self->reader = NULL;
  return self->finished;
}

PyObject *read_all_bad(Source *self, PyObject *Py_UNUSED(ignored)) {
  PyObject *chunk = NULL;
again:
  if (self->reader) {
    chunk = PyObject_CallMethod(self->reader, "read", NULL);
    if (chunk == NULL)
      return NULL;
  }
  Py_XDECREF(chunk);
  // OVERRELEASE: ^'Py_XDECREF' releases 'chunk' again
  if (!advance_and_close(self))
    goto again;
  Py_RETURN_NONE;
}

// Through a pointer to the field, the helper may write it all the same.
void library_reset(PyObject **reader);

static int reset(Source *self) {
  library_reset(&self->reader);
  return self->finished;
}

PyObject *read_until_reset(Source *self, PyObject *Py_UNUSED(ignored)) {
  PyObject *chunk = NULL;
again:
  if (self->reader) {
    chunk = PyObject_CallMethod(self->reader, "read", NULL);
    if (chunk == NULL)
      return NULL;
  }
  Py_XDECREF(chunk);
  // OVERRELEASE: ^'Py_XDECREF' releases 'chunk' again
  if (!reset(self))
    goto again;
  Py_RETURN_NONE;
}
