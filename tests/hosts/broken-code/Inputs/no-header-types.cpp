#include <Python.h>
#include <none/widget.hpp>

struct Object : none::Widget {
  PyObject_HEAD
  none::Pointer<none::Widget> widget;
  PyObject *callback = nullptr;
  ~Object() { Py_XDECREF(callback); }
};

template <typename T> struct Wrap : none::Base<T> {
  using none::Base<T>::Base;
  PyObject *self{none::make<T>()};
  T value{};
  PyObject *get() { return this->held ? Py_NewRef(self) : value.object; }
};

static Wrap<Object> wrapped;

static void object_dealloc(Object *self) {
  self->widget->close();
  delete self;
}

static PyTypeObject Object_Type = {PyVarObject_HEAD_INIT(nullptr, 0) "m.Object",
                                   sizeof(Object), 0, (destructor)object_dealloc};

static PyObject *call(PyObject *self, PyObject *args) {
  for (auto &child : reinterpret_cast<Object *>(self)->widget.children())
    if (PyObject *r = PyObject_CallObject(child.callback, args))
      Py_DECREF(r);
  auto f = [&](none::Event e, auto g) { return wrapped.get() ? g(e) : self; };
  return f(none::Event{1, 2}, [](auto x) -> PyObject * { return x.object; });
}
