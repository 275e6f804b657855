// RUN: %check_all_hosts %s
// Pattern: S03
// A function of the file that writes a variable in another way than by its name.

#include <Python.h>

static PyObject *cache;
static int ready;

static void assign(PyObject *&slot, PyObject *value) {
  Py_XINCREF(value);
  Py_XSETREF(slot, value);
}

static void mark(int &flag) { flag = 1; }

struct Setter {
  explicit Setter(PyObject *value) {
    Py_INCREF(value);
    Py_XSETREF(cache, value);
  }
};

static void set(PyObject *value) { Setter setter(value); }

static PyObject *by_reference_good(PyObject *self, PyObject *value) {
  if (!cache)
    assign(cache, value);
  Py_INCREF(cache);
  return cache;
}

static PyObject *by_constructor_good(PyObject *self, PyObject *value) {
  if (!cache)
    set(value);
  Py_INCREF(cache);
  return cache;
}

static PyObject *flag_bad(PyObject *self, PyObject *args) {
  ready = 0;
  mark(ready);
  if (!ready)
    Py_RETURN_NONE;
  PyObject *list = PyList_New(0);
  if (list == nullptr)
    return nullptr;
  Py_RETURN_NONE;
  // LEAK: 'list'
}
