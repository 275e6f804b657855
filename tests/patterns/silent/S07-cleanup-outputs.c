// RUN: %check_all_hosts %s
// RUNTIME: bad=other_bad:leak good=output_good,helper_good,parsed_good,buffer_good
//     args=('x',)
// Pattern: S07
// A variable with the attribute cleanup owns also what a call writes to it.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static void release(PyObject **object) { Py_XDECREF(*object); }

#define AUTO_RELEASE __attribute__((cleanup(release)))

static PyObject *output_good(PyObject *self, PyObject *args) {
  AUTO_RELEASE PyObject *path = NULL;
  if (!PyUnicode_FSConverter(PyTuple_GET_ITEM(args, 0), &path))
    return NULL;
  return PyLong_FromSsize_t(PyBytes_GET_SIZE(path));
}

static int to_path(PyObject *object, PyObject **path) {
  return PyUnicode_FSConverter(object, path) ? 0 : -1;
}

static PyObject *helper_good(PyObject *self, PyObject *args) {
  AUTO_RELEASE PyObject *path = NULL;
  if (to_path(PyTuple_GET_ITEM(args, 0), &path) < 0)
    return NULL;
  return PyLong_FromSsize_t(PyBytes_GET_SIZE(path));
}

static PyObject *parsed_good(PyObject *self, PyObject *args) {
  AUTO_RELEASE PyObject *path = NULL;
  if (!PyArg_ParseTuple(args, "O&", PyUnicode_FSConverter, &path))
    return NULL;
  return PyLong_FromSsize_t(PyBytes_GET_SIZE(path));
}

static PyObject *buffer_good(PyObject *self, PyObject *args) {
  __attribute__((cleanup(PyBuffer_Release))) Py_buffer view = {0};
  if (!PyArg_ParseTuple(args, "s*", &view))
    return NULL;
  return PyLong_FromSsize_t(view.len);
}

static PyObject *other_bad(PyObject *self, PyObject *args) {
  AUTO_RELEASE PyObject *path = NULL;
  PyObject *again = NULL;
  if (!PyUnicode_FSConverter(PyTuple_GET_ITEM(args, 0), &path))
    return NULL;
  if (!PyUnicode_FSConverter(PyTuple_GET_ITEM(args, 0), &again))
    return NULL;
  return PyLong_FromSsize_t(PyBytes_GET_SIZE(again));
  // LEAK: 'again'
}
