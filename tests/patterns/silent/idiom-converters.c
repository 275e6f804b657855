// RUN: %check_all_hosts %s
// RUNTIME: good=open_file,sized,reference args=('name',)
// RUNTIME: good=open_file,sized,reference args=(3,)
// RUNTIME: good=two_paths args=('a', 'b')
// RUNTIME: good=two_paths args=('a', 3)
// Pattern: idiom
// `O&` converters: those of the interpreter, one that stores a plain value, one
// that hands out a new reference and cleans up after itself.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *open_file(PyObject *self, PyObject *args) {
  PyObject *path = NULL;
  if (!PyArg_ParseTuple(args, "O&", PyUnicode_FSConverter, &path))
    return NULL;
  PyObject *result = PyLong_FromSsize_t(PyBytes_GET_SIZE(path));
  Py_DECREF(path);
  return result;
}

// If the second conversion fails, the first one is undone by the converter.
static PyObject *two_paths(PyObject *self, PyObject *args) {
  PyObject *from, *to;
  if (!PyArg_ParseTuple(args, "O&O&", PyUnicode_FSConverter, &from,
                        PyUnicode_FSDecoder, &to))
    return NULL;
  PyObject *result = PyTuple_Pack(2, from, to);
  Py_DECREF(from);
  Py_DECREF(to);
  return result;
}

static int convert_size(PyObject *object, void *target) {
  Py_ssize_t size = PyObject_Length(object);
  if (size < 0)
    return 0;
  *(Py_ssize_t *)target = size;
  return 1;
}

static PyObject *sized(PyObject *self, PyObject *args) {
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "O&", convert_size, &size))
    return NULL;
  return PyLong_FromSsize_t(size);
}

static int convert_text(PyObject *object, void *target) {
  PyObject **text = target;
  if (object == NULL) {
    Py_CLEAR(*text);
    return 1;
  }
  if (!PyUnicode_Check(object)) {
    PyErr_SetString(PyExc_TypeError, "a string is expected");
    return 0;
  }
  *text = Py_NewRef(object);
  return Py_CLEANUP_SUPPORTED;
}

static PyObject *reference(PyObject *self, PyObject *args) {
  PyObject *text = NULL;
  if (!PyArg_ParseTuple(args, "O&", convert_text, &text))
    return NULL;
  return text;
}
