// RUN: %check_all_hosts %s
// RUNTIME: none (the types are not exported)
// Pattern: S03
// An object that is active holds a reference to itself. The helper that ends this
// releases it; where it always releases, the argument is taken from the caller.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject_HEAD
  void (*callback)(void);
} Timer;

static void timer_end(Timer *self) {
  if (self->callback != NULL) {
    self->callback = NULL;
    Py_DECREF(self);
  }
}

static PyObject *cancel_good(PyObject *self, PyObject *args) {
  timer_end((Timer *)self);
  Py_RETURN_NONE;
}

static void timer_drop(Timer *self) {
  self->callback = NULL;
  Py_DECREF(self);
}

static PyObject *drop_bad(PyObject *self, PyObject *args) {
  timer_drop((Timer *)self);
  // OVERRELEASE: ... 'self'
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"cancel_good", cancel_good, METH_NOARGS, NULL},
    {"drop_bad", drop_bad, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
