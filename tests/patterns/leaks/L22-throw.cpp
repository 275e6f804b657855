// RUN: %check_all_hosts %s
// RUNTIME: none (exceptions leave the functions)
// Pattern: L22
// An exception leaves the function while a plain variable holds a reference.

#include <Python.h>

class Failure {
public:
  explicit Failure(const char *text) : text(text) {}
  const char *text;
};

class Raised {
public:
  explicit Raised(PyObject *value) : value(value) {}
  PyObject *value;
};

class Owner {
public:
  explicit Owner(PyObject *object) : object(object) {}
  Owner(const Owner &) = delete;
  ~Owner() { Py_XDECREF(object); }
  PyObject *get() const { return object; }

private:
  PyObject *object;
};

long length_bad(PyObject *object) {
  PyObject *text = PyObject_Str(object);
  if (text == nullptr)
    throw Failure("no text");
  Py_ssize_t length = PyObject_Size(text);
  if (length < 0)
    throw Failure("no length"); // LEAK: 'text'
  Py_DECREF(text);
  return length;
}

long length_good(PyObject *object) {
  PyObject *text = PyObject_Str(object);
  if (text == nullptr)
    throw Failure("no text");
  Py_ssize_t length = PyObject_Size(text);
  Py_DECREF(text);
  if (length < 0)
    throw Failure("no length");
  return length;
}

#define REQUIRE(condition)                                                     \
  do {                                                                         \
    if (!(condition))                                                          \
      throw Failure(#condition);                                               \
  } while (0)

PyObject *pair_bad(PyObject *object) {
  PyObject *pair = PyTuple_New(2);
  REQUIRE(pair != nullptr);
  PyObject *text = PyObject_Str(object);
  REQUIRE(text != nullptr); // LEAK: 'pair'
  PyTuple_SET_ITEM(pair, 0, text);
  PyTuple_SET_ITEM(pair, 1, Py_NewRef(object));
  return pair;
}

template <typename Number> Number number_bad(PyObject *object) {
  PyObject *number = PyNumber_Long(object);
  if (!number)
    throw Failure("no number");
  const long value = PyLong_AsLong(number);
  if (value == -1 && PyErr_Occurred())
    throw Failure("too large"); // LEAK: 'number'
  Py_DECREF(number);
  return Number(value);
}
template int number_bad<int>(PyObject *);

// Destructors release what owners have.
long owner_good(PyObject *object) {
  Owner text(PyObject_Str(object));
  if (text.get() == nullptr)
    throw Failure("no text");
  Py_ssize_t length = PyObject_Size(text.get());
  if (length < 0)
    throw Failure("no length");
  return length;
}

// The exception takes it along.
PyObject *taken_good(PyObject *object) {
  PyObject *text = PyObject_Str(object);
  if (text == nullptr)
    throw Failure("no text");
  if (PyObject_Size(text) < 0)
    throw Raised(text);
  return text;
}

// It is caught here.
PyObject *caught_good(PyObject *object) {
  PyObject *text = PyObject_Str(object);
  if (text == nullptr)
    return nullptr;
  try {
    if (PyObject_Size(text) < 0)
      throw Failure("no length");
  } catch (const Failure &failure) {
    Py_DECREF(text);
    PyErr_SetString(PyExc_ValueError, failure.text);
    return nullptr;
  }
  return text;
}
