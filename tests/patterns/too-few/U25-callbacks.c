// RUN: %check_all_hosts %s
// RUNTIME: bad=capsule_bad:crash good=capsule_good args=()
// RUNTIME: bad=convert_bad:crash good=convert_good args=(object(),)
// Pattern: U25
// Functions that the interpreter is given to call borrow their arguments too: the
// destructor of a capsule, a converter of PyArg_ParseTuple.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static void destroy_bad(PyObject *capsule) {
  Py_DECREF(capsule);
  // OVERRELEASE: ... 'capsule'
}

static void destroy_good(PyObject *capsule) {
  Py_DECREF((PyObject *)PyCapsule_GetPointer(capsule, "data"));
}

static PyObject *capsule_bad(PyObject *self, PyObject *args) {
  static int data;
  return PyCapsule_New(&data, "data", destroy_bad);
}

static PyObject *capsule_good(PyObject *self, PyObject *args) {
  PyObject *data = PyFloat_FromDouble(1.0);
  if (data == NULL)
    return NULL;
  PyObject *capsule = PyCapsule_New((void *)data, "data", destroy_good);
  if (capsule == NULL)
    Py_DECREF(data);
  return capsule;
}

static int released(PyObject *object, void *result) {
  *(Py_ssize_t *)result = PyObject_Size(object);
  PyErr_Clear();
  Py_DECREF(object);
  // OVERRELEASE: ... 'object'
  return 1;
}

static PyObject *convert_bad(PyObject *self, PyObject *args) {
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "O&", released, &size))
    return NULL;
  return PyLong_FromSsize_t(size);
}

// Called again with NULL to give back what it stored.
static int stored(PyObject *object, void *result) {
  PyObject **place = (PyObject **)result;
  if (object == NULL) {
    Py_CLEAR(*place);
    return 1;
  }
  *place = PyObject_Repr(object);
  return *place == NULL ? 0 : Py_CLEANUP_SUPPORTED;
}

static PyObject *convert_good(PyObject *self, PyObject *args) {
  PyObject *text;
  if (!PyArg_ParseTuple(args, "O&", stored, &text))
    return NULL;
  return text;
}
