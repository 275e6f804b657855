// RUN: %check_all_hosts %s
// RUNTIME: none (the layout of the struct is the type's own)
// Pattern: L19
// tp_init that refuses to run twice, in C++.

#include <Python.h>

struct Engine {
  bool started;
};

struct Box {
  PyObject_HEAD
  PyObject *keep;
  bool ready;
  Engine *engine;
};

static int flag_good(PyObject *object, PyObject *args, PyObject *kw) {
  auto *self = reinterpret_cast<Box *>(object);
  if (self->ready)
    return -1;
  self->ready = true;
  Py_INCREF(args);
  self->keep = args;
  return 0;
}

static int new_good(PyObject *object, PyObject *args, PyObject *kw) {
  auto *self = reinterpret_cast<Box *>(object);
  if (self->engine)
    return -1;
  self->engine = new Engine();
  Py_INCREF(args);
  self->keep = args;
  return 0;
}

static int inside_good(PyObject *object, PyObject *args, PyObject *kw) {
  auto *self = reinterpret_cast<Box *>(object);
  if (self->engine->started)
    return -1;
  self->engine->started = true;
  Py_INCREF(args);
  self->keep = args;
  return 0;
}

static int never_set_bad(PyObject *object, PyObject *args, PyObject *kw) {
  auto *self = reinterpret_cast<Box *>(object);
  if (self->engine)
    return -1;
  Py_INCREF(args);
  self->keep = args;
  // LEAK: 'self->keep'
  return 0;
}

PyType_Slot flag_slots[] = {{Py_tp_init, (void *)flag_good}, {0, nullptr}};
PyType_Slot new_slots[] = {{Py_tp_init, (void *)new_good}, {0, nullptr}};
PyType_Slot inside_slots[] = {{Py_tp_init, (void *)inside_good}, {0, nullptr}};
PyType_Slot never_slots[] = {{Py_tp_init, (void *)never_set_bad}, {0, nullptr}};
