// RUN: %check_all_hosts %s
// Pattern: S03
// A function of the file that writes no variable leaves what variables hold.

#include <Python.h>

static PyObject *kept;
static PyObject *other;

static PyObject *new_reference(PyObject *object) {
  Py_INCREF(object);
  return object;
}

static Py_ssize_t count(PyObject *object) {
  return object == NULL ? 0 : Py_REFCNT(object);
}

static PyObject *set_other(PyObject *object) {
  Py_XSETREF(other, new_reference(object));
  return new_reference(object);
}

static PyObject *filled;

static PyObject *fill(PyObject *object) {
  Py_XSETREF(filled, new_reference(object));
  return new_reference(object);
}

static PyObject *replaced_good(PyObject *self, PyObject *object) {
  Py_CLEAR(kept);
  kept = new_reference(object);
  Py_RETURN_NONE;
}

static PyObject *counted_good(PyObject *self, PyObject *object) {
  Py_CLEAR(kept);
  Py_ssize_t size = count(object);
  kept = new_reference(object);
  return PyLong_FromSsize_t(size);
}

static PyObject *beside_good(PyObject *self, PyObject *object) {
  Py_CLEAR(kept);
  kept = set_other(object);
  Py_RETURN_NONE;
}

static PyObject *written_bad(PyObject *self, PyObject *object) {
  Py_CLEAR(filled);
  filled = fill(object); // LEAK: 'filled'
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"replaced", replaced_good, METH_O, NULL},
    {"counted", counted_good, METH_O, NULL},
    {"beside", beside_good, METH_O, NULL},
    {"written", written_bad, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

PyMethodDef *methods_of_module(void) { return methods; }
