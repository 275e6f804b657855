// RUN: %check_all_hosts %s
// RUNTIME: bad=size_bad:leak,error_bad:leak,object_bad:leak good=size_good,error_good,object_good
//     args=(bytearray(b'abc'),)
// RUNTIME: good=size_good,error_good,object_good,size_bad,error_bad,object_bad args=(1.5,)
// Pattern: L17
// "y*" and PyObject_GetBuffer fill a view that PyBuffer_Release must give back:
// it holds a reference.

#include <Python.h>

static PyObject *size_bad(PyObject *self, PyObject *args) {
  Py_buffer view;
  if (!PyArg_ParseTuple(args, "y*", &view))
    return NULL;
  return PyLong_FromSsize_t(view.len);
  // LEAK: 'view'
}

static PyObject *error_bad(PyObject *self, PyObject *args) {
  Py_buffer view;
  if (!PyArg_ParseTuple(args, "s*", &view))
    return NULL;
  if (view.len % 2) {
    PyErr_SetString(PyExc_ValueError, "odd length");
    return NULL;
    // LEAK: 'view'
  }
  PyBuffer_Release(&view);
  Py_RETURN_NONE;
}

static PyObject *object_bad(PyObject *self, PyObject *args) {
  Py_buffer view;
  if (PyObject_GetBuffer(PyTuple_GET_ITEM(args, 0), &view, PyBUF_SIMPLE) < 0)
    return NULL;
  return PyBytes_FromStringAndSize(view.buf, view.len);
  // LEAK: 'view'
}

static PyObject *size_good(PyObject *self, PyObject *args) {
  Py_buffer view;
  if (!PyArg_ParseTuple(args, "y*", &view))
    return NULL;
  Py_ssize_t length = view.len;
  PyBuffer_Release(&view);
  return PyLong_FromSsize_t(length);
}

static PyObject *error_good(PyObject *self, PyObject *args) {
  Py_buffer view;
  if (!PyArg_ParseTuple(args, "s*", &view))
    return NULL;
  PyObject *result = NULL;
  if (view.len % 2) {
    PyErr_SetString(PyExc_ValueError, "odd length");
    goto done;
  }
  result = Py_NewRef(Py_None);
done:
  PyBuffer_Release(&view);
  return result;
}

static PyObject *object_good(PyObject *self, PyObject *args) {
  Py_buffer view;
  if (PyObject_GetBuffer(PyTuple_GET_ITEM(args, 0), &view, PyBUF_SIMPLE) < 0)
    return NULL;
  PyObject *bytes = PyBytes_FromStringAndSize(view.buf, view.len);
  PyBuffer_Release(&view);
  return bytes;
}
