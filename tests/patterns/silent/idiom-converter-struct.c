// RUN: %check_all_hosts %s
// Pattern: S06
// A converter for the format unit O& is told by a struct where to store.

#include <Python.h>

typedef struct {
  const char *name;
  PyObject **result;
} Param;

int to_path(PyObject *o, void *param);

static PyObject *open_good(PyObject *self, PyObject *args) {
  PyObject *path = NULL;
  Param param = {"path", &path};
  if (!PyArg_ParseTuple(args, "O&", to_path, &param))
    return NULL;
  return PyLong_FromSsize_t(Py_REFCNT(path));
}

static PyObject *second_good(PyObject *self, PyObject *args) {
  PyObject *path = NULL, *mode = NULL;
  Param param;
  param.name = "path";
  param.result = &path;
  if (!PyArg_ParseTuple(args, "OO&", &mode, to_path, &param))
    return NULL;
  if (!PyUnicode_Check(path))
    return NULL;
  Py_RETURN_NONE;
}

// Without a converter nothing is stored.
static PyObject *never_bad(PyObject *self, PyObject *args) {
  PyObject *path = NULL;
  if (!PyArg_ParseTuple(args, ""))
    return NULL;
  return PyLong_FromSsize_t(Py_REFCNT(path));
  // NULL-RESULT: 'path'
}

// The struct's first member is what the converter makes: the caller releases that.
typedef struct {
  PyObject *items;
  Py_ssize_t size;
} Sequence;

static int to_sequence(PyObject *o, void *target) {
  Sequence *sequence = target;
  if (o == NULL) {
    Py_CLEAR(sequence->items);
    return 0;
  }
  sequence->items = PySequence_Fast(o, "a sequence");
  if (sequence->items == NULL)
    return 0;
  sequence->size = PySequence_Fast_GET_SIZE(sequence->items);
  return Py_CLEANUP_SUPPORTED;
}

static PyObject *sequence_size_good(PyObject *self, PyObject *args) {
  Sequence sequence = {NULL, 0};
  if (!PyArg_ParseTuple(args, "O&", to_sequence, &sequence))
    return NULL;
  Py_DECREF(sequence.items);
  return PyLong_FromSsize_t(sequence.size);
}

PyMethodDef sequence_methods[] = {
    {"sequence_size", sequence_size_good, METH_VARARGS, NULL}, {NULL}};
