// RUN: %check_all_hosts %s
// RUNTIME: good=makeView,convert args=([1, 2],)
// RUNTIME: good=convert args=(1,)
// Pattern: S07
// An owner as a template over the type of the object, used for members of C++
// classes and as an exception-safe result.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <stdexcept>
#include <string>

namespace {

template <class T> class Pointer {
public:
  Pointer() : Target(nullptr) {}
  Pointer(T *target) : Target(target) {}
  Pointer(const Pointer &) = delete;
  Pointer(Pointer &&other) : Target(other.Target) { other.Target = nullptr; }
  ~Pointer() {
    if (Target)
      Py_DECREF(Target);
  }
  Pointer &operator=(Pointer &&other) {
    T *old = Target;
    Target = other.Target;
    other.Target = nullptr;
    Py_XDECREF(old);
    return *this;
  }
  operator T *() const { return Target; }
  T *operator->() const { return Target; }
  T *release() {
    T *target = Target;
    Target = nullptr;
    return target;
  }

private:
  T *Target;
};

using ObjectPointer = Pointer<PyObject>;

struct PythonError : std::runtime_error {
  PythonError() : std::runtime_error("a Python exception is set") {}
};

ObjectPointer checked(PyObject *object) {
  if (object == nullptr)
    throw PythonError();
  return ObjectPointer(object);
}

class View {
public:
  explicit View(PyObject *sequence)
      : Fast(checked(PySequence_Fast(sequence, "a sequence is expected"))) {}

  Py_ssize_t size() const { return PySequence_Fast_GET_SIZE((PyObject *)Fast); }

  std::string text(Py_ssize_t index) const {
    ObjectPointer item = checked(
        PyObject_Str(PySequence_Fast_GET_ITEM((PyObject *)Fast, index)));
    const char *characters = PyUnicode_AsUTF8(item);
    if (characters == nullptr)
      throw PythonError();
    return characters;
  }

private:
  ObjectPointer Fast;
};

PyObject *makeView(PyObject *self, PyObject *args) {
  try {
    View view(args);
    return PyLong_FromSsize_t(view.size());
  } catch (const PythonError &) {
    return nullptr;
  }
}

PyObject *convert(PyObject *self, PyObject *args) {
  PyObject *sequence;
  if (!PyArg_ParseTuple(args, "O", &sequence))
    return nullptr;
  try {
    View view(sequence);
    ObjectPointer list = checked(PyList_New(0));
    for (Py_ssize_t i = 0; i < view.size(); i++) {
      std::string text = view.text(i);
      ObjectPointer item =
          checked(PyUnicode_FromStringAndSize(text.data(), text.size()));
      if (PyList_Append(list, item) < 0)
        throw PythonError();
    }
    return list.release();
  } catch (const PythonError &) {
    return nullptr;
  }
}

PyMethodDef methods[] = {{"makeView", makeView, METH_VARARGS, nullptr},
                         {"convert", convert, METH_VARARGS, nullptr},
                         {nullptr, nullptr, 0, nullptr}};

} // namespace

PyMethodDef *pointerMethods() { return methods; }
