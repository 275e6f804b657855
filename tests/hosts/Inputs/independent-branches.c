// Functions of many branches that do not depend on each other, some of which
// lose a reference at the end: no path is made up, and none that matters is
// left out.
#include <Python.h>

#define EACH(DO)                                                               \
  DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7) DO(8) DO(9) DO(10) DO(11)
#define DECLARE(N) PyObject *v##N = NULL;
#define RELEASE(N) Py_XDECREF(v##N);

// Each object is given, is the default, or cannot be made.
#define GIVEN_OR_MADE(N)                                                       \
  if (PyTuple_GET_SIZE(args) > N) {                                            \
    v##N = Py_NewRef(PyTuple_GET_ITEM(args, N));                               \
  } else {                                                                     \
    v##N = PyLong_FromLong(N);                                                 \
    if (!v##N)                                                                 \
      goto error;                                                              \
  }

PyObject *releases_all(PyObject *self, PyObject *args) {
  EACH(DECLARE)
  EACH(GIVEN_OR_MADE)
  EACH(RELEASE)
  Py_RETURN_NONE;
error:
  EACH(RELEASE)
  return NULL;
}

PyObject *forgets_one(PyObject *self, PyObject *args) {
  EACH(DECLARE)
  EACH(GIVEN_OR_MADE)
  PyObject *forgotten = PyLong_FromLong(12);
  if (!forgotten)
    goto error;
  PyObject *sum = PyNumber_Add(v0, v11);
  if (!sum)
    goto error; // LEAK
  Py_DECREF(forgotten);
  EACH(RELEASE)
  return sum;
error:
  EACH(RELEASE)
  return NULL;
}

// What is added on a condition is released on the same, or is not.
#define COUNT(N)                                                               \
  if (PyObject_Length(args) == N)                                              \
    total += N;

PyObject *releases_what_it_took(PyObject *self, PyObject *args) {
  int total = 0, both = PyObject_Length(args) == 2;
  PyObject *first = PyTuple_GET_ITEM(args, 0);
  if (both)
    Py_INCREF(first);
  EACH(COUNT)
  if (both)
    Py_DECREF(first);
  return PyLong_FromLong(total);
}

PyObject *releases_the_other(PyObject *self, PyObject *args) {
  int total = 0, both = PyObject_Length(args) == 2;
  PyObject *text = NULL;
  if (both)
    text = PyObject_Str(args);
  EACH(COUNT)
  if (!both)
    Py_XDECREF(text);
  return PyLong_FromLong(total); // LEAK
}

// The same by a field, which is asked for twice.
typedef struct {
  PyObject_HEAD
  int owns;
} Holder;

PyObject *asks_a_field(Holder *self, PyObject *args) {
  int total = 0;
  PyObject *text = PyObject_Str(args);
  if (!text)
    return NULL;
  EACH(COUNT)
  Py_DECREF(text);
  if (total > 10)
    return PyObject_Repr(text); // USE
  return PyLong_FromLong(total);
}
