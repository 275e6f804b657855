// RUN: %check_all_hosts %s
// RUNTIME: good=blob_find call=fastcall args=(b'abcabc', b'ca')
// RUNTIME: good=blob_find call=fastcall args=(b'abcabc', 3)
// RUNTIME: good=blob_repeat call=keywords run=f('ab', count=3)
// RUNTIME: good=blob_repeat call=keywords run=f('ab', count='x')
// RUNTIME: good=blob_open args=('name',)
// RUNTIME: good=blob_open args=(3,)
// Pattern: S12
// The shape of Argument Clinic's output: a parsing function with an `exit`
// label around an implementation with typed parameters.

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

#define BLOB_FIND_METHODDEF                                                    \
  {"find", (PyCFunction)(void (*)(void))blob_find, METH_FASTCALL, NULL},

static PyObject *blob_find_impl(PyObject *module, Py_buffer *data,
                                Py_buffer *wanted) {
  const char *start = data->buf;
  for (Py_ssize_t i = 0; i + wanted->len <= data->len; i++)
    if (memcmp(start + i, wanted->buf, wanted->len) == 0)
      return PyLong_FromSsize_t(i);
  return PyLong_FromLong(-1);
}

static PyObject *blob_find(PyObject *module, PyObject *const *args,
                           Py_ssize_t nargs) {
  PyObject *return_value = NULL;
  Py_buffer data = {NULL, NULL};
  Py_buffer wanted = {NULL, NULL};

  if (nargs != 2) {
    PyErr_SetString(PyExc_TypeError, "find expected 2 arguments");
    goto exit;
  }
  if (PyObject_GetBuffer(args[0], &data, PyBUF_SIMPLE) != 0) {
    goto exit;
  }
  if (PyObject_GetBuffer(args[1], &wanted, PyBUF_SIMPLE) != 0) {
    goto exit;
  }
  return_value = blob_find_impl(module, &data, &wanted);

exit:
  /* Cleanup for data */
  if (data.obj) {
    PyBuffer_Release(&data);
  }
  /* Cleanup for wanted */
  if (wanted.obj) {
    PyBuffer_Release(&wanted);
  }
  return return_value;
}

#define BLOB_REPEAT_METHODDEF                                                  \
  {"repeat", (PyCFunction)(void (*)(void))blob_repeat,                         \
   METH_VARARGS | METH_KEYWORDS, NULL},

static PyObject *blob_repeat_impl(PyObject *module, PyObject *text,
                                  Py_ssize_t count) {
  return PySequence_Repeat(text, count);
}

static PyObject *blob_repeat(PyObject *module, PyObject *args,
                             PyObject *kwargs) {
  PyObject *return_value = NULL;
  static char *_keywords[] = {"text", "count", NULL};
  PyObject *text;
  Py_ssize_t count = 1;

  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "U|n:repeat", _keywords, &text,
                                   &count)) {
    goto exit;
  }
  return_value = blob_repeat_impl(module, text, count);

exit:
  return return_value;
}

#define BLOB_OPEN_METHODDEF                                                    \
  {"open", (PyCFunction)blob_open, METH_VARARGS, NULL},

static PyObject *blob_open_impl(PyObject *module, PyObject *path) {
  return PyBytes_FromFormat("%zd", PyBytes_GET_SIZE(path));
}

static PyObject *blob_open(PyObject *module, PyObject *args) {
  PyObject *return_value = NULL;
  PyObject *path = NULL;

  if (!PyArg_ParseTuple(args, "O&:open", PyUnicode_FSConverter, &path)) {
    goto exit;
  }
  return_value = blob_open_impl(module, path);

exit:
  /* Cleanup for path */
  Py_XDECREF(path);
  return return_value;
}

PyMethodDef blob_methods[] = {
    BLOB_FIND_METHODDEF BLOB_REPEAT_METHODDEF BLOB_OPEN_METHODDEF{NULL, NULL, 0,
                                                                  NULL}};
