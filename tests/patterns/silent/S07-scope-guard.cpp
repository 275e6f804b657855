// RUN: %check_all_hosts %s
// RUNTIME: good=scoped,several args=(1, 'a')
// RUNTIME: good=scoped,several args=()
// Pattern: S07
// Guards that release what a plain variable holds at the end of the scope.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

namespace {

struct ScopedDecref {
  PyObject *&Guarded;
  ~ScopedDecref() { Py_XDECREF(Guarded); }
};

PyObject *scoped(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  ScopedDecref guard{text};
  if (text == nullptr)
    return nullptr;
  return PyUnicode_FromFormat("<%U>", text);
}

template <class F> class AtExit {
public:
  explicit AtExit(F action) : Action(action) {}
  ~AtExit() { Action(); }

private:
  F Action;
};

PyObject *several(PyObject *self, PyObject *args) {
  PyObject *list = nullptr, *text = nullptr;
  auto release = [&] {
    Py_XDECREF(list);
    Py_XDECREF(text);
  };
  AtExit<decltype(release)> guard(release);
  list = PySequence_List(args);
  if (list == nullptr)
    return nullptr;
  text = PyObject_Repr(list);
  if (text == nullptr)
    return nullptr;
  return PyTuple_Pack(2, list, text);
}

PyMethodDef methods[] = {{"scoped", scoped, METH_VARARGS, nullptr},
                         {"several", several, METH_VARARGS, nullptr},
                         {nullptr, nullptr, 0, nullptr}};

} // namespace

PyMethodDef *guardMethods() { return methods; }
