// RUN: %check_all_hosts %s
// Every host honours clang-tidy's comments and clang's attribute.

#include <Python.h>

PyObject *plain(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0); // NOLINT
}

PyObject *named(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0); // NOLINT(cpython-refcount-return-borrowed)
}

PyObject *listed(PyObject *self, PyObject *args) {
  /* NOLINTNEXTLINE(bugprone-x, cpython-refcount-*): a reason */
  return PyTuple_GetItem(args, 0);
}

// NOLINTBEGIN(cpython-refcount-return-borrowed)
PyObject *in_block(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0);
}
// NOLINTBEGIN
PyObject *in_inner_block(PyObject *self, PyObject *args) {
  PyLong_FromLong(1);
  return PyTuple_GetItem(args, 0);
}
// NOLINTEND
PyObject *in_block_again(PyObject *self, PyObject *args) {
  PyLong_FromLong(1);
  // LEAK@-1:3: 'PyLong_FromLong'
  return PyTuple_GetItem(args, 0);
}
// NOLINTEND(cpython-refcount-return-borrowed)

PyObject *behind_block(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0);
  // RETURN-BORROWED@-1:3: 'PyTuple_GetItem(args, 0)'
}

PyObject *another_rule(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0); // NOLINT(cpython-refcount-leak)
  // RETURN-BORROWED@-1:3: 'PyTuple_GetItem(args, 0)'
}

PyObject *negated(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0); // NOLINT(-cpython-refcount-return-borrowed)
  // RETURN-BORROWED@-1:3: 'PyTuple_GetItem(args, 0)'
}

PyObject *other_word(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0); // NOLINTER
  // RETURN-BORROWED@-1:3: 'PyTuple_GetItem(args, 0)'
}

PyObject *next_but_one(PyObject *self, PyObject *args) {
  // NOLINTNEXTLINE

  return PyTuple_GetItem(args, 0);
  // RETURN-BORROWED@-1:3: 'PyTuple_GetItem(args, 0)'
}

PyObject *statement(PyObject *self, PyObject *args) {
  __attribute__((suppress)) return PyTuple_GetItem(args, 0);
}

PyObject *another_statement(PyObject *self, PyObject *args) {
  PyObject *item = NULL;
  __attribute__((suppress)) item = PyTuple_GetItem(args, 0);
  return item;
  // RETURN-BORROWED@-1:3: 'item'
}

PyObject *compound(PyObject *self, PyObject *args) {
  if (self)
    __attribute__((suppress)) {
      PyLong_FromLong(1);
      return PyTuple_GetItem(args, 0);
    }
  return NULL;
}

__attribute__((suppress))
PyObject *function(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0);
}

// The attribute may stand where the lost reference came from.
PyObject *declaration(PyObject *self, PyObject *args) {
  __attribute__((suppress)) PyObject *number = PyLong_FromLong(1);
  if (number == NULL)
    return NULL;
  return PyUnicode_FromString("forgotten");
}

__attribute__((suppress("cpython-refcount-return-borrowed")))
PyObject *one_rule(PyObject *self, PyObject *args) {
  PyLong_FromLong(1);
  // LEAK@-1:3: 'PyLong_FromLong'
  return PyTuple_GetItem(args, 0);
}

__attribute__((suppress("cpython.RefcountReturnBorrowed", "alpha.*")))
PyObject *as_the_analyzer_says(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0);
}

__attribute__((suppress("alpha.Other")))
PyObject *another_checker(PyObject *self, PyObject *args) {
  return PyTuple_GetItem(args, 0);
  // RETURN-BORROWED@-1:3: 'PyTuple_GetItem(args, 0)'
}
