// RUN: %check_all_hosts %s
// RUNTIME: good=scoped,several,guarded args=(1, 'a')
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

// The guard comes first.
class ClearAtExit {
public:
  explicit ClearAtExit(PyObject **variable) : Variable(variable) {}
  ~ClearAtExit() { Py_CLEAR(*Variable); }

private:
  PyObject **Variable;
};

bool text_of(PyObject *o, PyObject *&out) {
  out = PyObject_Str(o);
  return out != nullptr;
}

PyObject *guarded(PyObject *self, PyObject *args) {
  PyObject *text = nullptr, *other = nullptr;
  ClearAtExit first(&text), second(&other);
  if (!text_of(args, text))
    return nullptr;
  other = PyObject_Repr(args);
  if (other == nullptr)
    return nullptr;
  return PyUnicode_Concat(text, other);
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
                         {"guarded", guarded, METH_VARARGS, nullptr},
                         {"several", several, METH_VARARGS, nullptr},
                         {nullptr, nullptr, 0, nullptr}};

} // namespace

PyMethodDef *guardMethods() { return methods; }
