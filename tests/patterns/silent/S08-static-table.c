// RUN: %check_all_hosts %s
// RUNTIME: none (what it does shows when it is called often enough)
// Pattern: S08
// A table that is filled once and never emptied may hold None without a count.

#include <Python.h>

static PyObject *constant(unsigned index) {
  static PyObject *table[3];
  if (table[0] == NULL) {
    table[0] = Py_None;
    table[1] = Py_True;
    table[2] = PyLong_FromLong(0);
    if (table[2] == NULL)
      return NULL;
  }
  return Py_NewRef(table[index]);
}

PyObject *constant_good(PyObject *self, PyObject *Py_UNUSED(ignored)) {
  PyObject *value = constant(2);
  if (value == NULL)
    return NULL;
  PyObject *text = PyObject_Str(value);
  Py_DECREF(value);
  return text;
}

// The bad twin: an object's field is released with it.
typedef struct {
  PyObject_HEAD
  PyObject *hook;
} Hooked;

void hooked_dealloc(Hooked *self) {
  Py_XDECREF(self->hook);
  Py_TYPE(self)->tp_free((PyObject *)self);
}
PyTypeObject Hooked_Type = {PyVarObject_HEAD_INIT(NULL, 0).tp_dealloc =
                                (destructor)hooked_dealloc};

PyObject *reset_hook(Hooked *self, PyObject *Py_UNUSED(ignored)) {
  PyObject *old = self->hook;
  self->hook = Py_None;
  // OVERRELEASE: ^A borrowed reference to 'Py_None' is stored in 'self->hook'
  Py_XDECREF(old);
  return PyLong_FromLong(0);
}
