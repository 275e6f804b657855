// RUN: %check_all_hosts %s
// RUNTIME: bad=twice_bad:leak good=paid_good call=binary run=f(m.Record(None), object())
// Pattern: L10
// A helper stores its argument without a reference of its own. The caller's
// Py_INCREF pays for it; a second one is one too many.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *field;
} Holder;

static void put(Holder *holder, PyObject *value) {
  PyObject *old = holder->field;
  holder->field = value;
  Py_XDECREF(old);
}

static PyObject *paid_good(PyObject *self, PyObject *arg) {
  put((Holder *)self, arg);
  Py_INCREF(arg);
  Py_RETURN_NONE;
}

static PyObject *twice_bad(PyObject *self, PyObject *arg) {
  put((Holder *)self, arg);
  Py_INCREF(arg);
  Py_INCREF(arg);
  Py_RETURN_NONE;
  // LEAK: 'arg'
}
