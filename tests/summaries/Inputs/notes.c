#include <Python.h>

static int take(PyObject *object) {
  if (object == NULL)
    return -1;
  Py_DECREF(object);
  return 0;
}

static PyObject *lookup(PyObject *where, PyObject *name) {
  PyObject *found = PyDict_GetItem(where, name);
  return found;
}

static PyObject *pair_of(PyObject *item) {
  return PyTuple_Pack(2, item, item);
}

static PyObject *use_after(PyObject *self, PyObject *args) {
  PyObject *item = PyFloat_FromDouble(1.0);
  if (item == NULL || take(item) < 0)
    return NULL;
  return PyObject_Repr(item);
}

static PyObject *take_borrowed(PyObject *self, PyObject *args) {
  PyObject *item = PyTuple_GetItem(args, 0);
  if (item == NULL)
    return NULL;
  take(item);
  Py_RETURN_NONE;
}

static PyObject *hand_on(PyObject *self, PyObject *args) {
  PyObject *found = lookup(self, args);
  return found;
}

static PyObject *lose(PyObject *self, PyObject *args) {
  PyObject *first = self;
  PyObject *pair = pair_of(first);
  Py_RETURN_NONE;
}

static PyObject *discard(PyObject *self, PyObject *args) {
  pair_of(self);
  Py_RETURN_NONE;
}
