#include <Python.h>
#include <cstddef>
template <typename T> struct Pair { T a, b; };
template <typename T> T twice(T x) { Pair<T> p(x, x); T y(x, x); return y; }
struct Library { PyObject_HEAD PyObject *dict; };
static void library_dealloc(Library *self) { Py_XDECREF(self->dict); Py_TYPE(self)->tp_free(self); }
static PyObject *library_dir(Library *self) { return PyDict_Keys(self->dict); }
static PyMethodDef methods[] = {{"__dir__", (PyCFunction)library_dir, METH_NOARGS}, {nullptr}};
static PyTypeObject Library_Type = {PyVarObject_HEAD_INIT(nullptr, 0) "m.Library", sizeof(Library), 0, (destructor)library_dealloc,
 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, PyObject_GenericGetAttr, 0, 0, Py_TPFLAGS_DEFAULT, 0, 0, 0, 0, 0, 0, 0, methods, 0, 0, 0, 0, 0, 0, offsetof(Library, dict)};
static PyObject *load(PyObject *, PyObject *) {
  Library *ret = PyObject_New(Library, &Library_Type);
  if (!ret) return nullptr;
  ret->dict = PyDict_New();
  return (PyObject *)ret;
}
PyMethodDef load_def = {"load", load, METH_NOARGS};
int ready() { return PyType_Ready(&Library_Type); }
