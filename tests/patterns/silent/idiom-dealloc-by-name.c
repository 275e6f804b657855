// RUN: %check_all_hosts %s
// Pattern: S06
// An object whose type's deallocator is called by name is gone.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  char *name;
} Info;

static void info_dealloc(Info *self) {
  PyMem_Free(self->name);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyTypeObject Info_Type = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Info",
                                 .tp_basicsize = sizeof(Info),
                                 .tp_flags = Py_TPFLAGS_DEFAULT,
                                 .tp_dealloc = (destructor)info_dealloc};

char *copy_of(const char *name);

PyObject *info_good(const char *name) {
  Info *self = PyObject_New(Info, &Info_Type);
  if (self == NULL)
    return NULL;
  self->name = copy_of(name);
  if (self->name == NULL) {
    info_dealloc(self);
    return PyErr_NoMemory();
  }
  return (PyObject *)self;
}

PyObject *info_bad(const char *name) {
  Info *self = PyObject_New(Info, &Info_Type);
  if (self == NULL)
    return NULL;
  self->name = copy_of(name);
  if (self->name == NULL)
    return PyErr_NoMemory();
  // LEAK: 'self'
  return (PyObject *)self;
}
