// RUN: %check_all_hosts %s
// Pattern: G01
// A helper adds the reference that a field owns.

#include <Python.h>

static void take(PyObject *o) { Py_XINCREF(o); }

typedef struct {
  PyObject_HEAD
  PyObject *callback;
} Group;

static int group_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  Group *group = (Group *)self;
  PyObject *callback;
  if (!PyArg_ParseTuple(args, "O", &callback))
    return -1;
  PyObject *old = group->callback;
  take(callback);
  group->callback = callback;
  Py_XDECREF(old);
  return 0;
}

static void group_dealloc(PyObject *self) {
  Py_XDECREF(((Group *)self)->callback);
  Py_TYPE(self)->tp_free(self);
}

PyTypeObject Group_Type = {
    // GC-SUPPORT: 'Group_Type' ... 'callback'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Group",
    .tp_basicsize = sizeof(Group),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_init = group_init,
    .tp_dealloc = group_dealloc};
