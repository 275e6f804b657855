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
