// RUN: %check_all_hosts %s
// Pattern: L19
// tp_init that refuses to run twice, in other forms: a helper asks or sets the
// flag, a macro asks, a state is left, the flag comes last.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *keep, *other;
  void *handle;
  unsigned ready : 1;
  enum { NEW, OPEN, CLOSED } state;
} Box;

void *open_handle(void);
int prepare(void);

static int refuse(void) {
  PyErr_SetString(PyExc_RuntimeError, "only once");
  return -1;
}

static int is_ready(Box *self) { return self->ready; }

static int helper_asks_good(Box *self, PyObject *args, PyObject *kw) {
  if (is_ready(self))
    return refuse();
  self->ready = 1;
  self->keep = Py_NewRef(args);
  return 0;
}

static void mark(Box *self) { self->ready = 1; }

static int helper_sets_good(Box *self, PyObject *args, PyObject *kw) {
  if (self->ready)
    return refuse();
  mark(self);
  self->keep = Py_NewRef(args);
  return 0;
}

static void look(Box *self) {
  if (self->keep == NULL)
    self->state = NEW;
}

static int helper_looks_bad(Box *self, PyObject *args, PyObject *kw) {
  if (self->ready)
    return refuse();
  look(self);
  self->keep = Py_NewRef(args);
  // LEAK: 'self->keep'
  return 0;
}

static int state_good(Box *self, PyObject *args, PyObject *kw) {
  if (self->state != NEW)
    return refuse();
  self->keep = PyUnicode_FromString("box");
  if (self->keep == NULL)
    return -1;
  self->state = OPEN;
  return 0;
}

static int switch_good(Box *self, PyObject *args, PyObject *kw) {
  switch (self->state) {
  case NEW:
    break;
  default:
    return refuse();
  }
  self->keep = PyUnicode_FromString("box");
  if (self->keep == NULL)
    return -1;
  self->state = OPEN;
  return 0;
}

#define ONLY_ONCE(self)                                                        \
  do {                                                                         \
    if ((self)->ready)                                                         \
      return refuse();                                                         \
  } while (0)

static int macro_good(Box *self, PyObject *args, PyObject *kw) {
  ONLY_ONCE(self);
  self->keep = PyUnicode_FromString("box");
  if (self->keep == NULL)
    return -1;
  self->other = PyUnicode_FromString("other");
  if (self->other == NULL) {
    Py_CLEAR(self->keep);
    return -1;
  }
  self->ready = 1;
  return 0;
}

// It fails, and may be called again.
static int left_full_bad(Box *self, PyObject *args, PyObject *kw) {
  ONLY_ONCE(self);
  self->keep = Py_NewRef(args);
  // LEAK: 'self->keep'
  if (prepare() < 0)
    return -1;
  self->ready = 1;
  return 0;
}

// Not tp_init, but what comes once as well.
static PyObject *lazy_good(Box *self, PyObject *noargs) {
  if (self->handle == NULL) {
    self->handle = open_handle();
    if (self->handle == NULL)
      return PyErr_NoMemory();
    self->keep = PyUnicode_FromString("box");
  }
  return Py_XNewRef(self->keep);
}

static void box_dealloc(Box *self) {
  Py_XDECREF(self->keep);
  Py_XDECREF(self->other);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

#define INIT(name, f) PyType_Slot name[] = {{Py_tp_init, (void *)f}, {0, NULL}}
INIT(asks_slots, helper_asks_good);
INIT(sets_slots, helper_sets_good);
INIT(looks_slots, helper_looks_bad);
INIT(state_slots, state_good);
INIT(switch_slots, switch_good);
INIT(macro_slots, macro_good);
INIT(left_slots, left_full_bad);
PyType_Slot dealloc_slots[] = {{Py_tp_dealloc, (void *)box_dealloc}, {0, NULL}};
PyMethodDef methods[] = {{"lazy", (PyCFunction)lazy_good, METH_NOARGS, NULL},
                         {NULL}};
