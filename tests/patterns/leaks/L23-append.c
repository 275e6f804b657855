// RUN: %check_all_hosts %s
// RUNTIME: bad=temporary_bad:leak,tail_bad:leak,bytes_bad:leak
//     good=tail_good,and_del_good,bytes_good,and_del_bytes_good args=('text',)
// RUNTIME: good=tail_good,and_del_good,bytes_good,and_del_bytes_good args=(1.5,)
// Pattern: L23
// PyUnicode_Append and PyBytes_Concat replace the pointer on the left, or make it
// NULL, and leave the right operand alone; ...AndDel takes that over.

#include <Python.h>

static PyObject *temporary_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyUnicode_FromString("value: ");
  PyUnicode_Append(&text, PyObject_Repr(PyTuple_GET_ITEM(args, 0)));
  // LEAK: 'PyObject_Repr'
  return text;
}

static PyObject *tail_bad(PyObject *self, PyObject *args) {
  PyObject *tail = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (tail == NULL)
    return NULL;
  PyObject *text = PyUnicode_FromString("value: ");
  PyUnicode_Append(&text, tail);
  return text;
  // LEAK: 'tail'
}

static PyObject *bytes_bad(PyObject *self, PyObject *args) {
  PyObject *tail = PyBytes_FromString("tail");
  if (tail == NULL)
    return NULL;
  PyObject *bytes = PyBytes_FromString("head and ");
  PyBytes_Concat(&bytes, tail);
  if (bytes == NULL) {
    Py_DECREF(tail);
    return NULL;
  }
  return bytes;
  // LEAK: 'tail'
}

static PyObject *tail_good(PyObject *self, PyObject *args) {
  PyObject *tail = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (tail == NULL)
    return NULL;
  PyObject *text = PyUnicode_FromString("value: ");
  PyUnicode_Append(&text, tail);
  Py_DECREF(tail);
  return text;
}

static PyObject *and_del_good(PyObject *self, PyObject *args) {
  PyObject *text = PyUnicode_FromString("value: ");
  PyUnicode_AppendAndDel(&text, PyObject_Repr(PyTuple_GET_ITEM(args, 0)));
  return text;
}

// The old string is gone when the new one cannot be made.
static PyObject *bytes_good(PyObject *self, PyObject *args) {
  PyObject *bytes = PyBytes_FromString("head and ");
  if (bytes == NULL)
    return NULL;
  PyBytes_Concat(&bytes, PyTuple_GET_ITEM(args, 0));
  if (bytes == NULL)
    return NULL;
  return bytes;
}

static PyObject *and_del_bytes_good(PyObject *self, PyObject *args) {
  PyObject *bytes = PyBytes_FromString("head and ");
  PyBytes_ConcatAndDel(&bytes, PyBytes_FromString("tail"));
  if (bytes == NULL)
    return NULL;
  return bytes;
}
