#include <Python.h>

struct Missing;

// Each of these has no layout, by itself or by what it holds.
struct Itself {
  ~Itself() { Py_DECREF(value); }
  PyObject *value;
  Itself more[2];
};

struct Unknown {
  PyObject *value;
  NoSuchType other;
};

struct Incomplete {
  PyObject *value;
  Missing other;
};

struct Holder {
  PyObject *value;
  Incomplete inner[3];
};

struct Derived : Holder {
  Derived() : extra(PyList_New(0)) {}
  PyObject *extra;
};

template <typename T> struct Recursive {
  T *value;
  Recursive<T> inner;
};

PyObject *by_value(PyObject *self, PyObject *args) {
  Holder here;
  here.value = PyList_New(0);
  return NULL;
}

PyObject *by_pointer(PyObject *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  ((Derived *)self)->value = args;
  return NULL;
}

PyObject *by_size(PyObject *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  return sizeof(Holder) > 8 ? lost : NULL;
}

PyObject *by_template(PyObject *self, PyObject *args) {
  Recursive<PyObject> *box = (Recursive<PyObject> *)self;
  PyObject *lost = PyList_New(0);
  return (PyObject *)(box + 1);
}

static void take(Derived here, PyObject *value) { Py_DECREF(value); }

PyObject *by_signature(PyObject *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  take(*(Derived *)self, args);
  return NULL;
}

PyObject *by_lambda(PyObject *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  auto f = [](Incomplete *p) { return p->value; };
  return f((Incomplete *)self);
}

// Named, but nothing of it is used.
PyObject *fine(PyObject *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  Missing *nothing = NULL;
  return NULL;
}

static int broken_helper(PyObject *value) {
  Holder here;
  return undeclared(value);
}

// A callee's body is the callee's own affair.
PyObject *fine_caller(PyObject *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  if (broken_helper(args) < 0)
    return NULL;
  return NULL;
}
