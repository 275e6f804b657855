// RUN: %check_all_hosts %s
// Pattern: L19
// tp_init sets its fields to NULL first: what it stores behind calls that run
// code replaces nothing that was there before. The first store is what loses
// the old object if the function runs twice.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *name;
  PyObject *data;
} Holder;

static void reset(Holder *self) {
  self->name = NULL;
  self->data = NULL;
}

static int direct_bad(Holder *self, PyObject *args, PyObject *kwargs) {
  PyObject *name;
  self->name = NULL;
  // LEAK: 'self->name'
  if (!PyArg_ParseTuple(args, "U", &name))
    return -1;
  self->name = Py_NewRef(name);
  return 0;
}

static int helper_good(Holder *self, PyObject *args, PyObject *kwargs) {
  PyObject *name;
  Py_ssize_t size;
  reset(self);
  if (!PyArg_ParseTuple(args, "Un", &name, &size))
    return -1;
  Py_INCREF(name);
  self->name = name;
  return 0;
}

// Filled once, it is filled: the second store loses what the first has put
// there.
static int twice_bad(Holder *self, PyObject *args, PyObject *kwargs) {
  self->data = NULL;
  // LEAK: 'self->data'
  self->data = PyUnicode_FromString("a");
  if (self->data == NULL)
    return -1;
  self->data = PyUnicode_FromString("b");
  // LEAK: 'self->data'
  return self->data ? 0 : -1;
}

static void dealloc(Holder *self) {
  Py_XDECREF(self->name);
  Py_XDECREF(self->data);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

#define TYPE(INIT)                                                             \
  static PyTypeObject INIT##_type = {                                          \
      PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m." #INIT,                     \
      .tp_basicsize = sizeof(Holder),                                          \
      .tp_init = (initproc)INIT,                                               \
      .tp_dealloc = (destructor)dealloc,                                       \
      .tp_flags = Py_TPFLAGS_DEFAULT,                                          \
  };
TYPE(direct_bad)
TYPE(helper_good)
TYPE(twice_bad)
