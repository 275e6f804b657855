// RUN: %check_all_hosts %s
// RUNTIME-SETUP: class Fresh: pass
// RUNTIME: call=o bad=options_bad:leak,nested_bad:leak args=(Fresh(),)
// RUNTIME: call=o good=hook_good,first_good,element_good args=(Fresh(),)
// RUNTIME: types=Watcher_Type call=slot bad=watcher_init_bad:leak
//     run=m.Watcher_Type(1).__init__(Fresh())
// Pattern: L19
// What owns besides a field of self and a plain static variable: a member of a
// static struct, and of a struct that a field of self points to.

#include <Python.h>

static struct {
  PyObject *options, *hook;
  struct {
    PyObject *last;
  } cache;
} state;

static PyObject *options_bad(PyObject *self, PyObject *options) {
  Py_INCREF(options);
  state.options = options;
  // LEAK: 'state.options'
  Py_RETURN_NONE;
}

#define REMEMBER(what) (state.cache.last = Py_NewRef(what))

static PyObject *nested_bad(PyObject *self, PyObject *value) {
  REMEMBER(value);
  // LEAK: 'state.cache.last'
  Py_RETURN_NONE;
}

static PyObject *hook_good(PyObject *self, PyObject *hook) {
  Py_INCREF(hook);
  Py_XSETREF(state.hook, hook);
  Py_RETURN_NONE;
}

static PyObject *first_good(PyObject *self, PyObject *value) {
  if (state.hook == NULL)
    state.hook = Py_NewRef(value);
  Py_RETURN_NONE;
}

void end_state(void) {
  Py_CLEAR(state.options);
  Py_CLEAR(state.hook);
  Py_CLEAR(state.cache.last);
}

// An element that is not in use holds nothing.
static struct {
  PyObject *item;
} stack[8];
static int top;

static PyObject *element_good(PyObject *self, PyObject *item) {
  if (top == 8)
    top = 0;
  Py_CLEAR(stack[top].item);
  stack[top++].item = Py_NewRef(item);
  Py_RETURN_NONE;
}

// A struct of the object's own.

typedef struct {
  PyObject *found;
} Callbacks;

typedef struct {
  PyObject_HEAD
  Callbacks *calls;
} Watcher;

static PyObject *watcher_new(PyTypeObject *type, PyObject *args,
                             PyObject *kwargs) {
  Watcher *self = (Watcher *)type->tp_alloc(type, 0);
  if (self == NULL)
    return NULL;
  self->calls = PyMem_Calloc(1, sizeof(Callbacks));
  if (self->calls == NULL) {
    Py_DECREF(self);
    return PyErr_NoMemory();
  }
  return (PyObject *)self;
}

static int watcher_init_bad(PyObject *op, PyObject *args, PyObject *kwargs) {
  Watcher *self = (Watcher *)op;
  PyObject *found;
  if (!PyArg_ParseTuple(args, "O", &found))
    return -1;
  self->calls->found = Py_NewRef(found);
  // LEAK: 'self->calls->found'
  return 0;
}

// The first value of memory that is new.
static int watcher_init_good(PyObject *op, PyObject *args, PyObject *kwargs) {
  Watcher *self = (Watcher *)op;
  PyObject *found;
  if (self->calls != NULL || !PyArg_ParseTuple(args, "O", &found))
    return -1;
  self->calls = PyMem_Malloc(sizeof(Callbacks));
  if (self->calls == NULL)
    return -1;
  self->calls->found = Py_NewRef(found);
  return 0;
}

static void watcher_dealloc(PyObject *op) {
  Watcher *self = (Watcher *)op;
  if (self->calls != NULL)
    Py_XDECREF(self->calls->found);
  PyMem_Free(self->calls);
  Py_TYPE(op)->tp_free(op);
}

PyTypeObject Watcher_Type = {
    // GC-SUPPORT: 'Watcher_Type' owns an arbitrary object in 'calls->found'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Watcher",
    .tp_basicsize = sizeof(Watcher),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_init = watcher_init_bad,
    .tp_new = watcher_new,
    .tp_dealloc = watcher_dealloc,
};

PyTypeObject Late_Type = {
    // GC-SUPPORT: 'Late_Type' owns an arbitrary object in 'calls->found'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Late",
    .tp_basicsize = sizeof(Watcher),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_init = watcher_init_good,
    .tp_new = PyType_GenericNew,
    .tp_dealloc = watcher_dealloc,
};
