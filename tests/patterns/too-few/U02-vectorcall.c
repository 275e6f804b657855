// RUN: %check_all_hosts %s
// RUNTIME: none (reached only through the vectorcall slot of a type)
// Pattern: U02
// A function that an object is given as its vectorcall is an entry point: the
// elements of `args` are borrowed, and its result is new.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  vectorcallfunc call;
} Callable;

static PyObject *call_bad(PyObject *self, PyObject *const *args, size_t nargsf,
                          PyObject *names) {
  return args[0];
  // RETURN-BORROWED: 'args[0]'
}

static PyObject *call_good(PyObject *self, PyObject *const *args, size_t nargsf,
                           PyObject *names) {
  return Py_NewRef(args[0]);
}

void choose(Callable *callable, int good) {
  if (good)
    callable->call = call_good;
  else
    callable->call = call_bad;
}
