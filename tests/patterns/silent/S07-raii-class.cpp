// RUN: %check_all_hosts %s
// RUNTIME: good=keys,first,stored args=({'a': 1},)
// RUNTIME: good=keys,first args=(1,)
// Pattern: S07
// A home-made owner: the constructor takes a reference over or takes one of its
// own, the destructor releases it, release() hands it out.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

namespace {

class OwnedRef {
public:
  OwnedRef() = default;
  explicit OwnedRef(PyObject *object) : Object(object) {}
  OwnedRef(OwnedRef &&other) noexcept : Object(other.release()) {}
  OwnedRef(const OwnedRef &other) : Object(other.Object) { Py_XINCREF(Object); }
  OwnedRef &operator=(OwnedRef other) noexcept {
    PyObject *old = Object;
    Object = other.release();
    Py_XDECREF(old);
    return *this;
  }
  ~OwnedRef() { Py_XDECREF(Object); }

  static OwnedRef borrow(PyObject *object) {
    Py_XINCREF(object);
    return OwnedRef(object);
  }

  PyObject *get() const { return Object; }
  explicit operator bool() const { return Object != nullptr; }
  PyObject *release() {
    PyObject *object = Object;
    Object = nullptr;
    return object;
  }

private:
  PyObject *Object = nullptr;
};

PyObject *keys(PyObject *self, PyObject *args) {
  PyObject *dict;
  if (!PyArg_ParseTuple(args, "O", &dict))
    return nullptr;
  OwnedRef keys(PyMapping_Keys(dict));
  if (!keys)
    return nullptr;
  if (PyList_Sort(keys.get()) < 0)
    return nullptr;
  OwnedRef result(PyList_AsTuple(keys.get()));
  return result.release();
}

PyObject *first(PyObject *self, PyObject *args) {
  OwnedRef item = OwnedRef::borrow(PyTuple_GetItem(args, 0));
  if (!item)
    return nullptr;
  OwnedRef iterator(PyObject_GetIter(item.get()));
  if (!iterator)
    return nullptr;
  while (OwnedRef element = OwnedRef(PyIter_Next(iterator.get()))) {
    if (element.get() != Py_None)
      return element.release();
  }
  if (PyErr_Occurred())
    return nullptr;
  Py_RETURN_NONE;
}

OwnedRef registry;

PyObject *stored(PyObject *self, PyObject *args) {
  registry = OwnedRef(PyList_New(0));
  if (!registry)
    return nullptr;
  OwnedRef copy = registry;
  if (PyList_Append(copy.get(), Py_None) < 0)
    return nullptr;
  Py_INCREF(registry.get());
  return registry.get();
}

PyMethodDef methods[] = {{"keys", keys, METH_VARARGS, nullptr},
                         {"first", first, METH_VARARGS, nullptr},
                         {"stored", stored, METH_VARARGS, nullptr},
                         {nullptr, nullptr, 0, nullptr}};

} // namespace

PyMethodDef *raiiMethods() { return methods; }
