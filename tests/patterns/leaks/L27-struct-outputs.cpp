// RUN: %check_all_hosts %s
// Pattern: L27
// A helper fills a local struct by reference (C++); what has a destructor releases itself.

#include <Python.h>

struct Pair {
  PyObject *first, *second;
};

static bool fill(PyObject *o, Pair &pair) {
  pair.first = PyObject_Str(o);
  if (!pair.first)
    return false;
  pair.second = PyObject_Repr(o);
  if (!pair.second) {
    Py_CLEAR(pair.first);
    return false;
  }
  return true;
}

extern "C" PyObject *second_bad(PyObject *self, PyObject *o) {
  Pair pair;
  if (!fill(o, pair))
    return nullptr;
  Py_DECREF(pair.first);
  return PyObject_Str(pair.second);
  // LEAK: 'pair.second'
}

extern "C" PyObject *second_good(PyObject *self, PyObject *o) {
  Pair pair;
  if (!fill(o, pair))
    return nullptr;
  Py_DECREF(pair.first);
  return pair.second;
}

struct Owner {
  PyObject *first = nullptr, *second = nullptr;
  ~Owner() {
    Py_XDECREF(first);
    Py_XDECREF(second);
  }
};

static bool fill_owner(PyObject *o, Owner &owner) {
  owner.first = PyObject_Str(o);
  return owner.first != nullptr;
}

extern "C" PyObject *owner_good(PyObject *self, PyObject *o) {
  Owner owner;
  if (!fill_owner(o, owner))
    return nullptr;
  return PyObject_Repr(owner.first);
}

static PyMethodDef methods[] = {{"second_bad", second_bad, METH_O},
                                {"second_good", second_good, METH_O},
                                {"owner_good", owner_good, METH_O},
                                {nullptr}};
PyMethodDef *methods_of_module() { return methods; }
