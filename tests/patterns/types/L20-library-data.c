// RUN: %check_all_hosts %s
// RUNTIME: call=slot types=Bad_Type,Good_Type bad=dealloc_bad:leak run=m.Bad_Type().set([])
// RUNTIME: call=slot types=Bad_Type,Good_Type good=dealloc_good run=m.Good_Type().set([])
// Pattern: L20
// What a library keeps for its user, and a function releases when it puts
// something else there, goes with the library's object.

#include <Python.h>
#include <pthread.h>

typedef struct {
  PyObject_HEAD
  pthread_key_t key;
} Local;

static PyObject *local_new(PyTypeObject *type, PyObject *args,
                           PyObject *kwargs) {
  Local *self = (Local *)type->tp_alloc(type, 0);
  if (self != NULL && pthread_key_create(&self->key, NULL) != 0) {
    PyErr_SetString(PyExc_OSError, "no keys left");
    Py_CLEAR(self);
  }
  return (PyObject *)self;
}

static PyObject *local_set(Local *self, PyObject *value) {
  PyObject *old = (PyObject *)pthread_getspecific(self->key);
  Py_INCREF(value);
  if (pthread_setspecific(self->key, value) != 0) {
    Py_DECREF(value);
    return PyErr_NoMemory();
  }
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

// Only looks at it.
static PyObject *local_get(Local *self, PyObject *args) {
  PyObject *value = (PyObject *)pthread_getspecific(self->key);
  return Py_NewRef(value != NULL ? value : Py_None);
}

static PyMethodDef methods[] = {
    {"set", (PyCFunction)local_set, METH_O, NULL},
    {"get", (PyCFunction)local_get, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static void dealloc_bad(Local *self) {
  // DEALLOC: ^'dealloc_bad' ... 'pthread_getspecific' ... 'key'
  pthread_key_delete(self->key);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Bad_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Bad",
    .tp_basicsize = sizeof(Local),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)dealloc_bad,
    .tp_methods = methods,
    .tp_new = local_new,
};

static void dealloc_good(Local *self) {
  PyObject *old = (PyObject *)pthread_getspecific(self->key);
  pthread_key_delete(self->key);
  Py_XDECREF(old);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Local),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)dealloc_good,
    .tp_methods = methods,
    .tp_new = local_new,
};
