/* A stand-in for pybind11: owners of references, and plain functions below. */

#ifndef STANDIN_PYBIND11_H
#define STANDIN_PYBIND11_H

#include <Python.h>

namespace pybind11 {

class handle {
public:
  handle() = default;
  handle(PyObject *ptr) : m_ptr(ptr) {}
  PyObject *ptr() const { return m_ptr; }
  const handle &inc_ref() const & {
    Py_XINCREF(m_ptr);
    return *this;
  }
  const handle &dec_ref() const & {
    Py_XDECREF(m_ptr);
    return *this;
  }

protected:
  PyObject *m_ptr = nullptr;
};

class object : public handle {
public:
  struct borrowed_t {};
  struct stolen_t {};
  object() = default;
  object(handle h, borrowed_t) : handle(h) { inc_ref(); }
  object(handle h, stolen_t) : handle(h) {}
  object(const object &o) : handle(o) { inc_ref(); }
  ~object() { dec_ref(); }
  handle release() {
    handle h = *this;
    m_ptr = nullptr;
    return h;
  }
};

template <typename T> T reinterpret_borrow(handle h) {
  return {h, object::borrowed_t{}};
}
template <typename T> T reinterpret_steal(handle h) {
  return {h, object::stolen_t{}};
}

namespace detail {
PyObject *dict_getitemstring(PyObject *v, const char *key);
PyObject *make_new_instance(PyTypeObject *type);
} // namespace detail

} // namespace pybind11

namespace py = pybind11;

#endif
