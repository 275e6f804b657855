// RUN: %check_all_hosts %s
// RUNTIME: none (helpers only)
// Pattern: S03
// A struct that is no object carries references from one helper to the next.

#include <Python.h>

typedef struct {
  PyObject *list;
  PyObject *item;
} Join;

static PyObject *joined(Join *join) {
  if (join->list) {
    PyObject *result = PySequence_Tuple(join->list);
    Py_CLEAR(join->list);
    return result;
  }
  if (join->item)
    return join->item;
  return PyTuple_New(0);
}

PyObject *join_good(PyObject *self, PyObject *item) {
  Join join = {NULL, Py_NewRef(item)};
  return joined(&join);
}

// What _PyBytes_Resize puts back is moved out.
typedef struct {
  PyObject *buffer;
  Py_ssize_t size;
} Writer;

PyObject *finish_good(Writer *writer) {
  PyObject *result;
  if (writer->buffer == NULL)
    return PyBytes_FromStringAndSize("", 0);
  if (_PyBytes_Resize(&writer->buffer, writer->size) < 0)
    return NULL;
  result = writer->buffer;
  writer->buffer = NULL;
  return result;
}

// The bad twin: an object goes on owning what its field holds.
typedef struct {
  PyObject_HEAD
  PyObject *name;
} Named;

static PyObject *name_of(Named *self) {
  if (self->name)
    return self->name;
  // RETURN-BORROWED: ^A borrowed reference to 'self->name' is returned where a new one is expected
  return PyUnicode_FromString("nobody");
}

PyObject *name_length(Named *self, PyObject *Py_UNUSED(ignored)) {
  PyObject *name = name_of(self);
  if (name == NULL)
    return NULL;
  Py_ssize_t length = PyUnicode_GetLength(name);
  Py_DECREF(name);
  return PyLong_FromSsize_t(length);
}
