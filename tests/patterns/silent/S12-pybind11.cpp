// RUN: %check_all_hosts %s
// RUNTIME: good=dispatchCount,dispatchJoin,dispatchTable args=(['a', 'b'],)
// RUNTIME: good=dispatchCount,dispatchJoin,dispatchTable args=([1, 'b'],)
// RUNTIME: good=dispatchCount,dispatchJoin args=(1,)
// Pattern: S12
// The shape of code written with pybind11: handles that do not own, objects
// that do, `steal` and `borrow` constructors, a dispatcher that turns C++
// exceptions into Python's.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <exception>
#include <string>
#include <utility>

namespace bind {

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
  explicit operator bool() const { return m_ptr != nullptr; }

protected:
  PyObject *m_ptr = nullptr;
};

struct stolen_t {};
struct borrowed_t {};

class object : public handle {
public:
  object() = default;
  object(handle h, borrowed_t) : handle(h) { inc_ref(); }
  object(handle h, stolen_t) : handle(h) {}
  object(const object &o) : handle(o) { inc_ref(); }
  object(object &&other) noexcept {
    m_ptr = other.m_ptr;
    other.m_ptr = nullptr;
  }
  ~object() { dec_ref(); }
  handle release() {
    PyObject *tmp = m_ptr;
    m_ptr = nullptr;
    return handle(tmp);
  }
  object &operator=(object &&other) noexcept {
    if (this != &other) {
      handle temp(m_ptr);
      m_ptr = other.m_ptr;
      other.m_ptr = nullptr;
      temp.dec_ref();
    }
    return *this;
  }
};

template <typename T> T reinterpret_borrow(handle h) {
  return {h, borrowed_t{}};
}
template <typename T> T reinterpret_steal(handle h) { return {h, stolen_t{}}; }

class error_already_set : public std::exception {
public:
  error_already_set() { PyErr_Fetch(&m_type, &m_value, &m_trace); }
  error_already_set(const error_already_set &e)
      : std::exception(e), m_type(e.m_type), m_value(e.m_value),
        m_trace(e.m_trace) {
    Py_XINCREF(m_type);
    Py_XINCREF(m_value);
    Py_XINCREF(m_trace);
  }
  ~error_already_set() override {
    Py_XDECREF(m_type);
    Py_XDECREF(m_value);
    Py_XDECREF(m_trace);
  }
  void restore() {
    PyErr_Restore(m_type, m_value, m_trace);
    m_type = m_value = m_trace = nullptr;
  }

private:
  PyObject *m_type = nullptr, *m_value = nullptr, *m_trace = nullptr;
};

class str : public object {
public:
  using object::object;
  explicit str(const std::string &text)
      : object(PyUnicode_FromStringAndSize(text.data(), text.size()),
               stolen_t{}) {
    if (!m_ptr)
      throw error_already_set();
  }
  operator std::string() const {
    object temp = reinterpret_borrow<object>(*this);
    if (PyUnicode_Check(m_ptr)) {
      temp = reinterpret_steal<object>(PyUnicode_AsUTF8String(m_ptr));
      if (!temp)
        throw error_already_set();
    }
    char *buffer = nullptr;
    Py_ssize_t length = 0;
    if (PyBytes_AsStringAndSize(temp.ptr(), &buffer, &length) != 0)
      throw error_already_set();
    return std::string(buffer, (size_t)length);
  }
};

class list : public object {
public:
  using object::object;
  explicit list(Py_ssize_t size = 0) : object(PyList_New(size), stolen_t{}) {
    if (!m_ptr)
      throw error_already_set();
  }
  Py_ssize_t size() const { return PyList_GET_SIZE(m_ptr); }
  object operator[](Py_ssize_t index) const {
    PyObject *item = PyList_GetItem(m_ptr, index);
    if (!item)
      throw error_already_set();
    return reinterpret_borrow<object>(item);
  }
  void set(Py_ssize_t index, object value) {
    if (PyList_SetItem(m_ptr, index, value.release().ptr()) != 0)
      throw error_already_set();
  }
  void append(handle value) {
    if (PyList_Append(m_ptr, value.ptr()) != 0)
      throw error_already_set();
  }
};

class dict : public object {
public:
  using object::object;
  dict() : object(PyDict_New(), stolen_t{}) {
    if (!m_ptr)
      throw error_already_set();
  }
  void set(handle key, handle value) {
    if (PyDict_SetItem(m_ptr, key.ptr(), value.ptr()) != 0)
      throw error_already_set();
  }
};

inline object argument(PyObject *args) {
  PyObject *item = PyTuple_GetItem(args, 0);
  if (!item)
    throw error_already_set();
  return reinterpret_borrow<object>(item);
}

template <typename F> PyObject *dispatch(PyObject *args, F function) {
  try {
    return function(argument(args)).release().ptr();
  } catch (error_already_set &e) {
    e.restore();
    return nullptr;
  } catch (const std::exception &e) {
    PyErr_SetString(PyExc_RuntimeError, e.what());
    return nullptr;
  }
}

} // namespace bind

namespace {

bind::list asList(const bind::object &o) {
  bind::list result =
      bind::reinterpret_steal<bind::list>(PySequence_List(o.ptr()));
  if (!result)
    throw bind::error_already_set();
  return result;
}

PyObject *dispatchCount(PyObject *self, PyObject *args) {
  return bind::dispatch(args, [](const bind::object &o) {
    bind::list items = asList(o);
    return bind::reinterpret_steal<bind::object>(
        PyLong_FromSsize_t(items.size()));
  });
}

PyObject *dispatchJoin(PyObject *self, PyObject *args) {
  return bind::dispatch(args, [](const bind::object &o) -> bind::object {
    bind::list items = asList(o);
    std::string text;
    for (Py_ssize_t i = 0; i < items.size(); i++)
      text += std::string(bind::reinterpret_borrow<bind::str>(items[i]));
    return bind::str(text);
  });
}

PyObject *dispatchTable(PyObject *self, PyObject *args) {
  return bind::dispatch(args, [](const bind::object &o) -> bind::object {
    bind::list items = asList(o);
    bind::list reversed(items.size());
    bind::dict result;
    for (Py_ssize_t i = 0; i < items.size(); i++) {
      reversed.set(items.size() - 1 - i, items[i]);
      bind::object key =
          bind::reinterpret_steal<bind::object>(PyLong_FromSsize_t(i));
      if (!key)
        throw bind::error_already_set();
      result.set(key, items[i]);
    }
    result.set(Py_None, reversed);
    return std::move(result);
  });
}

PyMethodDef methods[] = {{"count", dispatchCount, METH_VARARGS, nullptr},
                         {"join", dispatchJoin, METH_VARARGS, nullptr},
                         {"table", dispatchTable, METH_VARARGS, nullptr},
                         {nullptr, nullptr, 0, nullptr}};

} // namespace

PyMethodDef *boundMethods() { return methods; }
