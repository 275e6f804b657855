// RUN: %check_all_hosts %s
// RUNTIME: none (C++)
// Containers of C++ that own references: each element has one, from its insertion to its removal.

#include <Python.h>

// As far as this file needs them: templates like those of the standard library.
template <typename T> class Stack {
public:
  void push_back(const T &Value);
  void push_back(T &&Value);
  T &back();
  const T &back() const;
  void pop_back();
  bool empty() const;
};

template <typename T> struct Entry {
  int first;
  T second;
};

template <typename T> class Table {
public:
  class Place {
  public:
    Entry<T> *operator->() const;
    bool operator==(const Place &Other) const;
  };
  Place find(int Key);
  Place end();
  void erase(Place At);
};

struct Task {
  PyObject *function, *argument;
};

static Stack<PyObject *> objects;
static Stack<Task> tasks;
static Table<PyObject *> table;

PyObject *push_good(PyObject *self, PyObject *arg) {
  objects.push_back(Py_NewRef(arg));
  Py_RETURN_NONE;
}

PyObject *push_task_good(PyObject *self, PyObject *arg) {
  tasks.push_back({Py_NewRef(self), Py_NewRef(arg)});
  Py_RETURN_NONE;
}

PyObject *pop_good(PyObject *self, PyObject *noargs) {
  if (objects.empty())
    Py_RETURN_NONE;
  PyObject *last = objects.back();
  objects.pop_back();
  return last;
}

PyObject *peek_bad(PyObject *self, PyObject *noargs) {
  if (objects.empty())
    Py_RETURN_NONE;
  PyObject *last = objects.back();
  return last;
  // RETURN-BORROWED: 'last'
}

// What adds an element, or locks, takes nothing out.
PyObject *peek_after_push_bad(PyObject *self, PyObject *arg) {
  objects.push_back(Py_NewRef(arg));
  PyObject *last = objects.back();
  return last;
  // RETURN-BORROWED: 'last'
}

// The body shows that nothing is kept.
template <typename T> static int is_odd(const T &Value) { return (long)Value & 1; }

int temporary_bad(void) {
  return is_odd(PyLong_FromLong(1000));
  // LEAK: the new reference returned by 'PyLong_FromLong'
}

PyObject *remove_good(PyObject *self, PyObject *noargs) {
  Table<PyObject *>::Place place = table.find(3);
  if (place == table.end())
    Py_RETURN_NONE;
  PyObject *found = place->second;
  table.erase(place);
  return found;
}

PyObject *find_bad(PyObject *self, PyObject *noargs) {
  Table<PyObject *>::Place place = table.find(3);
  if (place == table.end())
    Py_RETURN_NONE;
  PyObject *found = place->second;
  return found;
  // RETURN-BORROWED: 'found'
}

struct Pair {
  PyObject *first, *second;
};

static Pair split(PyObject *o) { return Pair{PyObject_Str(o), PyObject_Repr(o)}; }

static Pair half(PyObject *o) {
  PyObject *text = PyObject_Str(o);
  return Pair{text, nullptr};
}

PyObject *pair_good(PyObject *self, PyObject *arg) {
  Pair pair = split(arg);
  Py_XDECREF(pair.first);
  Py_XDECREF(pair.second);
  pair = half(arg);
  return pair.first;
}
