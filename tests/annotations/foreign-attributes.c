// RUN: %check_all_hosts %s
// The attributes of an older checker, which clang does not know by itself.

#include <Python.h>

#if !__has_attribute(cpychecker_returns_borrowed_ref)
#error "the attribute is not registered"
#endif

__attribute__((cpychecker_returns_borrowed_ref))
PyObject *find(PyObject *registry);
PyObject *__attribute__((__cpychecker_returns_borrowed_ref__))
find_again(PyObject *registry);
int add(PyObject *registry, PyObject *value)
    __attribute__((cpychecker_steals_reference_to_arg(2)));
int add_two(PyObject *registry, PyObject *a, PyObject *b)
    __attribute__((cpychecker_steals_reference_to_arg(2, 3)));
int add_both(PyObject *registry, PyObject *a, PyObject *b)
    __attribute__((cpychecker_steals_reference_to_arg(2),
                   cpychecker_steals_reference_to_arg(3)));
void fail(PyObject *o) __attribute__((cpychecker_sets_exception));
int check(PyObject *o)
    __attribute__((cpychecker_negative_result_sets_exception));

int too_far(PyObject *a)
    __attribute__((cpychecker_steals_reference_to_arg(2)));
// ANNOTATION: ^'pyrefcheck:steals(2)' is ignored: there is no parameter 2; 'too_far' has 1$

static PyObject *find_bad(PyObject *self, PyObject *args) {
  PyObject *found = find(self);
  return found;
  // RETURN-BORROWED: 'found'
}

static PyObject *find_again_bad(PyObject *self, PyObject *args) {
  PyObject *found = find_again(self);
  return found;
  // RETURN-BORROWED: 'found'
}

static PyObject *find_good(PyObject *self, PyObject *args) {
  PyObject *found = find(self);
  Py_XINCREF(found);
  return found;
}

static PyObject *add_good(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value || add(self, value) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *add_bad(PyObject *self, PyObject *args) {
  if (add(self, args) < 0)
    // OVERRELEASE: ... 'args'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *add_two_good(PyObject *self, PyObject *args) {
  if (add_two(self, PyList_New(0), PyList_New(0)) < 0)
    return NULL;
  if (add_both(self, PyList_New(0), PyList_New(0)) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *add_two_bad(PyObject *self, PyObject *args) {
  PyObject *a = PyList_New(0);
  if (!a || add_two(self, a, args) < 0)
    // OVERRELEASE: ... 'args'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *check_good(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value)
    return NULL;
  if (check(value) < 0) {
    fail(value);
    Py_DECREF(value);
    return NULL;
  }
  return value;
}

static PyObject *check_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value)
    return NULL;
  if (check(value) < 0)
    return NULL;
  // LEAK: 'value'
  return value;
}
