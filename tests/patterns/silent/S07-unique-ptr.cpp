// RUN: %check_all_hosts %s
// RUNTIME: good=describe,join,shared args=(1, 'a')
// RUNTIME: good=join args=()
// Pattern: S07
// A std::unique_ptr whose deleter releases the reference: every way out of the
// scope does.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <memory>
#include <utility>
#include <vector>

namespace {

struct Release {
  void operator()(PyObject *object) const { Py_XDECREF(object); }
};
using Reference = std::unique_ptr<PyObject, Release>;

PyObject *describe(PyObject *self, PyObject *args) {
  Reference text(PyObject_Repr(args));
  if (!text)
    return nullptr;
  Reference list(PyList_New(0));
  if (!list || PyList_Append(list.get(), text.get()) < 0)
    return nullptr;
  return list.release();
}

Reference newNumber(Py_ssize_t value) {
  return Reference(PyLong_FromSsize_t(value));
}

PyObject *join(PyObject *self, PyObject *args) {
  Reference total = newNumber(0);
  for (Py_ssize_t i = 0; total && i < PyTuple_GET_SIZE(args); i++) {
    Reference hash = newNumber(PyObject_Hash(PyTuple_GET_ITEM(args, i)));
    if (!hash)
      return nullptr;
    total.reset(PyNumber_Add(total.get(), hash.get()));
  }
  if (!total)
    return nullptr;
  Reference tuple(PyTuple_New(1));
  if (!tuple)
    return nullptr;
  PyTuple_SET_ITEM(tuple.get(), 0, total.release());
  return tuple.release();
}

// Owners in a vector, and one made of a borrowed reference.
PyObject *shared(PyObject *self, PyObject *args) {
  std::vector<Reference> references;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    PyObject *item = PyTuple_GET_ITEM(args, i);
    Py_INCREF(item);
    references.emplace_back(item);
  }
  if (references.empty())
    Py_RETURN_NONE;
  Reference last = std::move(references.back());
  references.pop_back();
  return last.release();
}

PyMethodDef methods[] = {{"describe", describe, METH_VARARGS, nullptr},
                         {"join", join, METH_VARARGS, nullptr},
                         {"shared", shared, METH_VARARGS, nullptr},
                         {nullptr, nullptr, 0, nullptr}};

} // namespace

PyMethodDef *uniquePtrMethods() { return methods; }
