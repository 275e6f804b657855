// RUN: %check_all_hosts %s
// RUNTIME: none (the layout of the struct is the type's own)
// Pattern: L19
// tp_init that refuses to run twice, by a field that it sets, overwrites
// nothing. A field that it resets, or tests alone, keeps nobody out.

#include <Python.h>

#define IS_READY 4

typedef struct {
  PyObject_HEAD
  PyObject *keep;
  PyObject *other;
  unsigned flags;
  char ready;
  void *handle;
} Box;

void *open_handle(void);
int prepare(void);

static int flag_good(Box *self, PyObject *args, PyObject *kw) {
  if (self->ready) {
    PyErr_SetString(PyExc_ValueError, "only once");
    return -1;
  }
  self->ready = 1;
  Py_INCREF(args);
  self->keep = args;
  return 0;
}

static int flag_last_good(PyObject *object, PyObject *args, PyObject *kw) {
  Box *self = (Box *)object;
  if (self->ready == 0) {
    Py_INCREF(args);
    self->keep = args;
    self->ready = 1;
  }
  return 0;
}

static int bit_good(Box *self, PyObject *args, PyObject *kw) {
  if (self->flags & IS_READY)
    return 0;
  self->flags |= IS_READY;
  Py_INCREF(args);
  self->keep = args;
  return 0;
}

static int handle_good(Box *self, PyObject *args, PyObject *kw) {
  if (self->handle != NULL)
    return -1;
  self->handle = open_handle();
  if (self->handle == NULL)
    return -1;
  Py_INCREF(args);
  self->keep = args;
  return 0;
}

static int object_good(Box *self, PyObject *args, PyObject *kw) {
  if (self->other != NULL)
    return 0;
  self->other = PyDict_New();
  if (self->other == NULL)
    return -1;
  Py_INCREF(args);
  self->keep = args;
  return 0;
}

static int tested_bad(Box *self, PyObject *args, PyObject *kw) {
  if (self->ready)
    return -1;
  Py_INCREF(args);
  self->keep = args;
  // LEAK: 'self->keep'
  return 0;
}

static int busy_bad(Box *self, PyObject *args, PyObject *kw) {
  if (self->ready)
    return -1;
  self->ready = 1;
  Py_INCREF(args);
  self->keep = args;
  // LEAK: 'self->keep'
  self->ready = 0;
  return 0;
}

static int counted_bad(Box *self, PyObject *args, PyObject *kw) {
  if (!self->ready)
    self->ready = 1;
  Py_INCREF(args);
  self->keep = args;
  // LEAK: 'self->keep'
  return 0;
}

static int too_late_bad(Box *self, PyObject *args, PyObject *kw) {
  if (self->ready)
    return -1;
  Py_INCREF(args);
  self->keep = args;
  // LEAK: 'self->keep'
  if (prepare() < 0)
    return -1;
  self->ready = 1;
  return 0;
}

static void box_dealloc(Box *self) {
  Py_XDECREF(self->keep);
  Py_XDECREF(self->other);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyType_Slot flag_slots[] = {{Py_tp_init, (void *)flag_good}, {0, NULL}};
PyType_Slot last_slots[] = {{Py_tp_init, (void *)flag_last_good}, {0, NULL}};
PyType_Slot bit_slots[] = {{Py_tp_init, (void *)bit_good}, {0, NULL}};
PyType_Slot handle_slots[] = {{Py_tp_init, (void *)handle_good}, {0, NULL}};
PyType_Slot object_slots[] = {{Py_tp_init, (void *)object_good}, {0, NULL}};
PyType_Slot tested_slots[] = {{Py_tp_init, (void *)tested_bad}, {0, NULL}};
PyType_Slot busy_slots[] = {{Py_tp_init, (void *)busy_bad}, {0, NULL}};
PyType_Slot counted_slots[] = {{Py_tp_init, (void *)counted_bad}, {0, NULL}};
PyType_Slot late_slots[] = {{Py_tp_init, (void *)too_late_bad}, {0, NULL}};
PyType_Slot dealloc_slots[] = {{Py_tp_dealloc, (void *)box_dealloc}, {0, NULL}};
