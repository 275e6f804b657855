// RUN: %check_all_hosts %s
// RUNTIME-SETUP: class Value:
// RUNTIME-SETUP:     def __init__(self, back):
// RUNTIME-SETUP:         self.back = back
// RUNTIME-SETUP:     def __del__(self):
// RUNTIME-SETUP:         self.back()
// RUNTIME-SETUP: def attribute(name):
// RUNTIME-SETUP:     t = m.GoodTimer(None)
// RUNTIME-SETUP:     setattr(t, name, Value(lambda: setattr(t, name, None)))
// RUNTIME-SETUP:     setattr(t, name, None)
// RUNTIME-SETUP: def again(kind):
// RUNTIME-SETUP:     t = kind(None)
// RUNTIME-SETUP:     t.__init__(Value(lambda: t.__init__(None)))
// RUNTIME-SETUP:     t.__init__(None)
// RUNTIME-SETUP: def method(name):
// RUNTIME-SETUP:     t = m.GoodTimer(None)
// RUNTIME-SETUP:     t.args = Value(getattr(t, name))
// RUNTIME-SETUP:     getattr(t, name)()
// RUNTIME: bad=callback_bad:crash call=slot types=GoodTimer run=attribute('callback_bad')
// RUNTIME: good=callback_good call=slot types=GoodTimer run=attribute('callback_good')
// RUNTIME: bad=init_bad:crash call=slot types=BadTimer run=again(m.BadTimer)
// RUNTIME: good=init_good call=slot types=GoodTimer run=again(m.GoodTimer)
// RUNTIME: bad=cancel_bad:crash call=slot types=GoodTimer run=method('cancel_bad')
// RUNTIME: good=cancel_good call=slot types=GoodTimer run=method('cancel_good')
// RUNTIME: bad=prepare_bad:crash call=slot types=GoodTimer run=method('prepare_bad')
// RUNTIME: good=prepare_good call=slot types=GoodTimer run=method('prepare_good')
// RUNTIME: good=forget_good call=slot types=GoodTimer run=method('forget_good')
// Pattern: U19
// The release can run a destructor, which can come back to the object and find
// the released value in its field. Py_XSETREF stores first and releases last.

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

typedef struct {
  PyObject_HEAD
  PyObject *callback;
  PyObject *args;
} Timer;

static int callback_bad(PyObject *object, PyObject *value, void *closure) {
  Timer *self = (Timer *)object;
  if (value == NULL) {
    PyErr_SetString(PyExc_AttributeError, "callback cannot be deleted");
    return -1;
  }
  Py_INCREF(value);
  Py_XDECREF(self->callback);
  // USE-AFTER-RELEASE: 'self->callback'
  self->callback = value;
  return 0;
}

static int callback_good(PyObject *object, PyObject *value, void *closure) {
  Timer *self = (Timer *)object;
  if (value == NULL) {
    PyErr_SetString(PyExc_AttributeError, "callback cannot be deleted");
    return -1;
  }
  Py_INCREF(value);
  Py_XSETREF(self->callback, value);
  return 0;
}

static int init_bad(PyObject *object, PyObject *args, PyObject *kwargs) {
  Timer *self = (Timer *)object;
  PyObject *callback;
  if (!PyArg_ParseTuple(args, "O", &callback))
    return -1;
  Py_XDECREF(self->callback);
  // USE-AFTER-RELEASE: 'self->callback'
  Py_INCREF(callback);
  self->callback = callback;
  return 0;
}

static int init_good(PyObject *object, PyObject *args, PyObject *kwargs) {
  Timer *self = (Timer *)object;
  PyObject *callback;
  if (!PyArg_ParseTuple(args, "O", &callback))
    return -1;
  PyObject *old = self->callback;
  Py_INCREF(callback);
  self->callback = callback;
  Py_XDECREF(old);
  return 0;
}

// NULL is stored afterwards: Py_CLEAR does it the other way round.
static PyObject *cancel_bad(PyObject *object, PyObject *unused) {
  Timer *self = (Timer *)object;
  if (self->args != NULL) {
    Py_DECREF(self->args);
    // USE-AFTER-RELEASE: 'self->args'
    self->args = NULL;
  }
  Py_RETURN_NONE;
}

static PyObject *cancel_good(PyObject *object, PyObject *unused) {
  Timer *self = (Timer *)object;
  Py_CLEAR(self->args);
  Py_RETURN_NONE;
}

// A macro of the extension does what Py_XSETREF is there to avoid.
#define REPLACE(field, value)                                                  \
  do {                                                                         \
    Py_XDECREF(field);                                                         \
    (field) = (value);                                                         \
  } while (0)

static PyObject *prepare_bad(PyObject *object, PyObject *unused) {
  Timer *self = (Timer *)object;
  PyObject *fresh = PyList_New(0);
  if (fresh == NULL)
    return NULL;
  REPLACE(self->args, fresh);
  // USE-AFTER-RELEASE: 'self->args'
  Py_RETURN_NONE;
}

static PyObject *prepare_good(PyObject *object, PyObject *unused) {
  Timer *self = (Timer *)object;
  PyObject *fresh = PyList_New(0);
  if (fresh == NULL)
    return NULL;
  Py_XSETREF(self->args, fresh);
  Py_RETURN_NONE;
}

// Py_CLEAR by hand.
static PyObject *forget_good(PyObject *object, PyObject *unused) {
  Timer *self = (Timer *)object;
  PyObject *args = self->args;
  self->args = NULL;
  Py_XDECREF(args);
  Py_RETURN_NONE;
}

static int timer_traverse(PyObject *object, visitproc visit, void *arg) {
  Timer *self = (Timer *)object;
  Py_VISIT(self->callback);
  Py_VISIT(self->args);
  return 0;
}

static int timer_clear(PyObject *object) {
  Timer *self = (Timer *)object;
  Py_CLEAR(self->callback);
  Py_CLEAR(self->args);
  return 0;
}

// The last release of all: nobody can come back through the field.
static void timer_dealloc(PyObject *object) {
  Timer *self = (Timer *)object;
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->callback);
  Py_XDECREF(self->args);
  Py_TYPE(self)->tp_free(object);
}

static PyMemberDef timer_members[] = {
    {"args", T_OBJECT, offsetof(Timer, args), 0, NULL}, {NULL, 0, 0, 0, NULL}};

static PyGetSetDef timer_getset[] = {
    {"callback_bad", NULL, callback_bad, NULL, NULL},
    {"callback_good", NULL, callback_good, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL}};

static PyMethodDef timer_methods[] = {
    {"cancel_bad", cancel_bad, METH_NOARGS, NULL},
    {"cancel_good", cancel_good, METH_NOARGS, NULL},
    {"prepare_bad", prepare_bad, METH_NOARGS, NULL},
    {"prepare_good", prepare_good, METH_NOARGS, NULL},
    {"forget_good", forget_good, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

PyTypeObject BadTimer = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.BadTimer",
    .tp_basicsize = sizeof(Timer),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = timer_dealloc,
    .tp_traverse = timer_traverse,
    .tp_clear = timer_clear,
    .tp_methods = timer_methods,
    .tp_members = timer_members,
    .tp_getset = timer_getset,
    .tp_init = init_bad,
    .tp_new = PyType_GenericNew,
};

PyTypeObject GoodTimer = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.GoodTimer",
    .tp_basicsize = sizeof(Timer),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = timer_dealloc,
    .tp_traverse = timer_traverse,
    .tp_clear = timer_clear,
    .tp_methods = timer_methods,
    .tp_members = timer_members,
    .tp_getset = timer_getset,
    .tp_init = init_good,
    .tp_new = PyType_GenericNew,
};
