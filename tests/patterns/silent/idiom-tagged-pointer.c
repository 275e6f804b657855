// RUN: %check_all_hosts %s
// RUNTIME: good=tagged args=(object(),)
// Pattern: idiom
// The low bit of a pointer tells whether its reference must be released.

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

#define TAG ((uintptr_t)1)
#define IS_NEW(bits) ((bits) & TAG)
#define AS_OBJECT(bits) ((PyObject *)((bits) & ~TAG))

static uintptr_t make_tagged(PyObject *object, int fresh) {
  return (uintptr_t)object | (fresh ? TAG : 0);
}

static PyObject *tagged(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  uintptr_t bits = make_tagged(text, 1);
  PyObject *object = AS_OBJECT(bits);
  PyObject *result = PyObject_Str(object);
  if (IS_NEW(bits))
    Py_DECREF(object);
  return result;
}
