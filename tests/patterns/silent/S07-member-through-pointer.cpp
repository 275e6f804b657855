// RUN: %check_all_hosts %s
// RUNTIME: none (the objects need a type)
// Pattern: S07
// Each use of a smart pointer's `->` names the object anew: a reference that was
// added to a member is the one that the member was given before.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

struct Section {
  PyObject_HEAD
  PyObject *Owner;
};

struct File {
  PyObject_HEAD
  Section *Part;
};

template <class T> class Unique {
public:
  explicit Unique(T *Object) : Object(Object) {}
  ~Unique() { Py_XDECREF((PyObject *)Object); }
  T *operator->() { return Object; }
  T *get() { return Object; }
  T *release() {
    T *Released = Object;
    Object = nullptr;
    return Released;
  }

private:
  T *Object;
};

extern PyTypeObject File_Type, Section_Type;

static PyObject *open_good(PyTypeObject *type, PyObject *args,
                           PyObject *kwargs) {
  Unique<File> New((File *)File_Type.tp_alloc(&File_Type, 0));
  New->Part = (Section *)Section_Type.tp_alloc(&Section_Type, 0);
  New->Part->Owner = (PyObject *)New.get();
  Py_INCREF(New->Part->Owner);
  return (PyObject *)New.release();
}

static PyObject *owner_bad(PyObject *self, PyObject *args) {
  File *Of = (File *)self;
  Py_INCREF(Of->Part->Owner);
  Py_RETURN_NONE;
  // LEAK: 'self->Part->Owner'
}
