// RUN: %check_all_hosts %s
// Pattern: U05
// A function that returns a reference to a member of an object needs the
// object: what the caller reads is there.

#include <Python.h>

template <class T> struct Box {
  PyObject_HEAD
  T Object;
  PyObject *Owner;
};

struct Thing {
  int X;
  int get() const;
};

template <class T> static inline T &get(PyObject *Obj) {
  return ((Box<T> *)Obj)->Object;
}

static inline Thing *&pointer(PyObject *Obj) { return get<Thing *>(Obj); }

static PyObject *&owner(PyObject *Obj) {
  auto *Known = reinterpret_cast<Box<Thing> *>(Obj);
  return Known->Owner;
}

static PyObject *released_bad(PyObject *self, PyObject *args) {
  PyObject *o = PyObject_Str(self);
  if (!o)
    return nullptr;
  Py_DECREF(o);
  return PyLong_FromLong(get<Thing>(o).get());
  // USE-AFTER-RELEASE: 'o' is used after its last reference
}

static PyObject *released_owner_bad(PyObject *self, PyObject *args) {
  PyObject *o = PyObject_Str(self);
  if (!o)
    return nullptr;
  Py_DECREF(o);
  return Py_NewRef(owner(o)); // USE-AFTER-RELEASE: 'o' is used after its last reference
}

static PyObject *untested_bad(PyObject *self, PyObject *args) {
  PyObject *o = nullptr;
  PyArg_ParseTuple(args, "O", &o);
  Thing *T = pointer(o); // NULL-RESULT: 'o'
  return PyLong_FromLong(T->get());
}

static PyObject *tested_good(PyObject *self, PyObject *args) {
  PyObject *o = nullptr;
  if (!PyArg_ParseTuple(args, "O", &o))
    return nullptr;
  Thing *T = pointer(o);
  return PyLong_FromLong(T->get() + get<Thing>(o).X);
}

static PyObject *before_release_good(PyObject *self, PyObject *args) {
  PyObject *o = PyObject_Str(self);
  if (!o)
    return nullptr;
  int X = get<Thing>(o).get();
  Py_DECREF(o);
  return PyLong_FromLong(X);
}
