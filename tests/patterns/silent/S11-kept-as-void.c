// RUN: %check_all_hosts %s
// RUNTIME: bad=read_bad:leak,dropped_bad:crash good=dropped_good args=(1.5,)
// Pattern: S11
// A helper that keeps its `void *`, or counts the object that it is.

#include <Python.h>

typedef void (*Release)(void *);

typedef struct {
  PyObject_HEAD
  void *current;
  Release release;
} Iterator;

static PyTypeObject Iterator_Type;

static PyObject *new_iterator(void *start, Release release) {
  Iterator *self = PyObject_New(Iterator, &Iterator_Type);
  if (self == NULL)
    return NULL;
  self->current = start;
  self->release = release;
  return (PyObject *)self;
}

static void release_object(void *data) {
  PyObject *object = (PyObject *)data;
  if (object)
    Py_DECREF(object);
}

PyObject *iterate_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *result = new_iterator(list, release_object);
  if (result == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  return result;
}

static void restart(Iterator *self, void *data) { self->current = data; }

PyObject *restart_good(Iterator *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  restart(self, list);
  Py_RETURN_NONE;
}

static PyObject *dropped_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  release_object(list);
  Py_RETURN_NONE;
}

static PyObject *dropped_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  release_object(list);
  return list;
  // USE-AFTER-RELEASE: 'list'
}

static void look_at(void *data) { (void)PyObject_IsTrue((PyObject *)data); }

static PyObject *read_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  look_at(list);
  Py_RETURN_NONE;
  // LEAK: 'list'
}
