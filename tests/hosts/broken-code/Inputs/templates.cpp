#include <Python.h>
#include <cstddef>

// Nothing here is instantiated but `used`: expressions have no type yet.
template <typename T> struct Pair { T a, b; };
template <typename T> T twice(T x) {
  Pair<T> p(x, x);
  T y(x, x);
  return y;
}
template <typename T> struct Class {
  T member(T x) {
    T y{x, x};
    auto z(T(x, x));
    return new T(x, y), z;
  }
  static inline T shared = {1, 2};
  T value = T(1, 2);
};
template <typename T> T variable = T(1, 2);
template <typename... Ts> int pack(Ts... values) {
  int all[] = {values(1)...};
  return sizeof...(Ts) + (values + ...);
}
auto generic = [](auto x) { decltype(x) y(x, x); return y; };

struct Library {
  PyObject_HEAD
  PyObject *dict;
};

static void library_dealloc(Library *self) {
  Py_XDECREF(self->dict);
  Py_TYPE(self)->tp_free(self);
}
static PyObject *library_dir(Library *self) { return PyDict_Keys(self->dict); }
static PyMethodDef methods[] = {
    {"__dir__", (PyCFunction)library_dir, METH_NOARGS}, {nullptr}};
static PyTypeObject Library_Type = {
    PyVarObject_HEAD_INIT(nullptr, 0) "m.Library",
    sizeof(Library),
    0,
    (destructor)library_dealloc,
};

template <typename T> T *used(T *type) {
  Pair<T *> p{type, type};
  return p.a;
}

static PyObject *load(PyObject *, PyObject *) {
  Library *ret = PyObject_New(Library, used(&Library_Type));
  if (!ret)
    return nullptr;
  ret->dict = PyDict_New();
  return (PyObject *)ret;
}
PyMethodDef load_def = {"load", load, METH_NOARGS};

int ready() {
  Library_Type.tp_dictoffset = offsetof(Library, dict);
  Library_Type.tp_methods = methods;
  return PyType_Ready(&Library_Type);
}

PyObject *fine(PyObject *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  return nullptr;
}
