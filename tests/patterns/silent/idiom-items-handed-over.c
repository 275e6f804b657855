// RUN: %check_all_hosts %s
// Pattern: S03
// References are added to the items of an array for the function that gets the
// array, which takes them over.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *consume(PyObject *const *items, Py_ssize_t size) {
  Py_ssize_t i;
  for (i = 0; i < size; i++)
    Py_DECREF(items[i]);
  return PyLong_FromSsize_t(size);
}

PyObject *consume_elsewhere(PyObject **items, Py_ssize_t size);

static PyObject *evaluate(PyObject *const *items, Py_ssize_t size) {
  Py_ssize_t i;
  for (i = 0; i < size; i++)
    Py_INCREF(items[i]);
  return consume(items, size);
}

static PyObject *evaluate_good(PyObject *self, PyObject *o) {
  PyObject *items[2] = {o, o};
  return evaluate(items, 2);
}

PyObject *elsewhere_good(PyObject **items, Py_ssize_t size) {
  Py_ssize_t i;
  for (i = 0; i < size; i++)
    Py_INCREF(items[i]);
  return consume_elsewhere(items, size);
}

PyObject *fastcall_good(PyObject *self, PyObject *const *args, Py_ssize_t n) {
  Py_INCREF(args[0]);
  return consume(args, n);
}

// The function gets no array, or another.
PyObject *fastcall_bad(PyObject *self, PyObject *const *args, Py_ssize_t n) {
  Py_INCREF(args[0]);
  return PyLong_FromSsize_t(n);
  // LEAK: 'args'
}

PyObject *other_bad(PyObject *self, PyObject *const *args, Py_ssize_t n) {
  PyObject *others[1] = {self};
  Py_INCREF(args[0]);
  return consume(others, 0);
  // LEAK: 'args'
}

static PyMethodDef methods[] = {
    {"a", (PyCFunction)(void (*)(void))fastcall_good, METH_FASTCALL, NULL},
    {"b", (PyCFunction)(void (*)(void))fastcall_bad, METH_FASTCALL, NULL},
    {"c", (PyCFunction)(void (*)(void))other_bad, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL}};
PyMethodDef *all_methods(void) { return methods; }
