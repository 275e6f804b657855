// RUN: %check_all_hosts %s
// RUNTIME: none (the C twin is run)
// Pattern: S10
// As in C, where a class manages the tuple.

#include <Python.h>

class Owned {
public:
  explicit Owned(PyObject *object) : object(object) {}
  ~Owned() { Py_XDECREF(object); }
  operator PyObject *() { return object; }
  operator PyTupleObject *() {
    return reinterpret_cast<PyTupleObject *>(object);
  }
  bool empty() const { return object == nullptr; }
  PyObject *detach() {
    PyObject *result = object;
    object = nullptr;
    return result;
  }

private:
  PyObject *object;
};

PyObject *state(PyObject *first, PyObject *second) {
  Owned packed(PyTuple_New(2));
  if (packed.empty())
    return nullptr;
  PyTuple_SET_ITEM(packed, 0, first);
  PyTuple_SET_ITEM(packed, 1, second);
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(packed); i++)
    Py_XINCREF(PyTuple_GET_ITEM(packed, i));
  return packed.detach();
}
