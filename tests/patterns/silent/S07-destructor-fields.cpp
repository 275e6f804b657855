// RUN: %check_all_hosts %s
// RUNTIME: bad=unused_bad:leak,plain_bad:leak,beside_bad:leak
//     good=direct_good,written_good,base_good,by_method_good,view_good args=('x',)
// Pattern: S07
// A field that is filled directly belongs to the destructor of its class, if that
// uses it: whoever it is that fills it.

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdlib.h>

namespace {

struct Reference {
  PyObject *object = nullptr;
  ~Reference() { Py_XDECREF(object); }
};

PyObject *direct_good(PyObject *self, PyObject *args) {
  Reference list;
  list.object = PyList_New(0);
  if (list.object == nullptr)
    return nullptr;
  return PyLong_FromSsize_t(PyList_GET_SIZE(list.object));
}

PyObject *written_good(PyObject *self, PyObject *args) {
  Reference path;
  if (!PyUnicode_FSConverter(PyTuple_GET_ITEM(args, 0), &path.object))
    return nullptr;
  return PyLong_FromSsize_t(PyBytes_GET_SIZE(path.object));
}

struct Named : Reference {
  int number = 0;
};

PyObject *base_good(PyObject *self, PyObject *args) {
  Named list;
  list.object = PyList_New(0);
  if (list.object == nullptr)
    return nullptr;
  return PyLong_FromSsize_t(PyList_GET_SIZE(list.object));
}

struct Dropping {
  PyObject *object;
  void drop() { Py_CLEAR(object); }
  ~Dropping() { drop(); }
};

PyObject *by_method_good(PyObject *self, PyObject *args) {
  Dropping list{PyList_New(0)};
  if (list.object == nullptr)
    return nullptr;
  return PyLong_FromSsize_t(PyList_GET_SIZE(list.object));
}

struct View {
  Py_buffer buffer = {};
  ~View() { PyBuffer_Release(&buffer); }
};

PyObject *view_good(PyObject *self, PyObject *args) {
  View view;
  if (!PyArg_ParseTuple(args, "s*", &view.buffer))
    return nullptr;
  return PyLong_FromSsize_t(view.buffer.len);
}

struct Text {
  PyObject *object = nullptr;
  char *text = nullptr;
  ~Text() { free(text); }
};

PyObject *unused_bad(PyObject *self, PyObject *args) {
  Text list;
  list.object = PyList_New(0);
  if (list.object == nullptr)
    return nullptr;
  return PyLong_FromSsize_t(PyList_GET_SIZE(list.object));
  // LEAK: 'list.object'
}

struct Plain {
  PyObject *object;
};

PyObject *plain_bad(PyObject *self, PyObject *args) {
  Plain list;
  list.object = PyList_New(0);
  if (list.object == nullptr)
    return nullptr;
  return PyLong_FromSsize_t(PyList_GET_SIZE(list.object));
  // LEAK: 'list.object'
}

struct Both {
  Reference kept;
  Plain lost;
};

PyObject *beside_bad(PyObject *self, PyObject *args) {
  Both both;
  both.kept.object = PyList_New(0);
  both.lost.object = PyList_New(0);
  if (both.kept.object == nullptr || both.lost.object == nullptr) {
    Py_XDECREF(both.lost.object);
    return nullptr;
  }
  return PyLong_FromSsize_t(PyList_GET_SIZE(both.kept.object));
  // LEAK: 'both.lost.object'
}

} // namespace
