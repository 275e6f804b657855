// RUN: %check_all_hosts %s
// RUNTIME: good=single_good,mixed_good call=o args=(b'ab',)
// RUNTIME: bad=single_bad:leak call=o args=(b'ab',)
// RUNTIME: good=two_good call=o args=((b'ab', b'c'),)
// Pattern: S09
// A buffer that is filled by hand, with a reference to its object, is given back
// like any other.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *single_good(PyObject *self, PyObject *o) {
  Py_buffer view;
  memset(&view, 0, sizeof(view));
  if (!PyBytes_CheckExact(o))
    Py_RETURN_NONE;
  Py_INCREF(o);
  view.obj = o;
  view.buf = PyBytes_AS_STRING(o);
  view.len = PyBytes_GET_SIZE(o);
  Py_ssize_t size = view.len;
  PyBuffer_Release(&view);
  return PyLong_FromSsize_t(size);
}

static PyObject *mixed_good(PyObject *self, PyObject *o) {
  Py_buffer view;
  memset(&view, 0, sizeof(view));
  if (PyBytes_CheckExact(o)) {
    Py_INCREF(o);
    view.obj = o;
    view.len = PyBytes_GET_SIZE(o);
  } else if (PyObject_GetBuffer(o, &view, PyBUF_SIMPLE) != 0) {
    return NULL;
  }
  PyObject *size = PyLong_FromSsize_t(view.len);
  PyBuffer_Release(&view);
  return size;
}

static PyObject *two_good(PyObject *self, PyObject *o) {
  Py_buffer views[2];
  int i, count;
  PyObject *result = NULL;
  memset(views, 0, sizeof(views));
  for (i = 0, count = 0; i < 2; i++) {
    PyObject *item = PyTuple_GET_ITEM(o, i);
    if (PyBytes_CheckExact(item)) {
      Py_INCREF(item);
      views[i].obj = item;
      views[i].len = PyBytes_GET_SIZE(item);
    } else if (PyObject_GetBuffer(item, &views[i], PyBUF_SIMPLE) != 0) {
      goto done;
    }
    count = i + 1;
    if (views[i].len > 1000)
      goto done;
  }
  result = PyLong_FromSsize_t(views[0].len + views[1].len);
done:
  for (i = 0; i < count; i++)
    PyBuffer_Release(&views[i]);
  return result;
}

static PyObject *single_bad(PyObject *self, PyObject *o) {
  Py_buffer view;
  memset(&view, 0, sizeof(view));
  Py_INCREF(o);
  view.obj = o;
  view.len = 2;
  Py_ssize_t size = view.len;
  return PyLong_FromSsize_t(size);
  // LEAK: ... 'Py_INCREF'
}

// Another buffer is given back.
static PyObject *other_bad(PyObject *self, PyObject *o) {
  Py_buffer view, other;
  memset(&view, 0, sizeof(view));
  if (PyObject_GetBuffer(o, &other, PyBUF_SIMPLE) != 0)
    return NULL;
  Py_INCREF(o);
  view.obj = o;
  view.len = 2;
  PyBuffer_Release(&other);
  return PyLong_FromSsize_t(view.len);
  // LEAK: ... 'Py_INCREF'
}
