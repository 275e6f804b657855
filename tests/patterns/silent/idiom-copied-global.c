// RUN: %check_all_hosts %s
// Pattern: S12
// A field that gets copies of global variables, and that the deallocator does
// not release, borrows them, also if Python code can read it.

#include <Python.h>
#include <structmember.h>

extern PyObject *module_error;
static PyObject *default_name;

typedef struct {
  PyObject_HEAD
  PyObject *Callback;
  PyObject *Error;
  PyObject *Name;
  PyObject *Title;
} Connection;

static int connection_init(Connection *self, PyObject *args, PyObject *kwargs) {
  PyObject *callback;
  if (!PyArg_ParseTuple(args, "O", &callback))
    return -1;
  Py_INCREF(callback);
  Py_XSETREF(self->Callback, callback);
  self->Error = module_error;
  self->Name = default_name;
  self->Title = PyUnicode_FromString("connection"); // LEAK: 'self->Title'
  return self->Title ? 0 : -1;
}

static int connection_traverse(Connection *self, visitproc visit, void *arg) {
  Py_VISIT(self->Callback);
  return 0;
}

static int connection_clear(Connection *self) {
  Py_CLEAR(self->Callback);
  return 0;
}

static void connection_dealloc(Connection *self) {
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->Callback);
  Py_XDECREF(self->Title);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyMemberDef members[] = {
    {"Error", T_OBJECT, offsetof(Connection, Error), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyTypeObject Connection_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "m.Connection",
    .tp_basicsize = sizeof(Connection),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)connection_init,
    .tp_traverse = (traverseproc)connection_traverse,
    .tp_clear = (inquiry)connection_clear,
    .tp_dealloc = (destructor)connection_dealloc,
    .tp_members = members,
};

PyTypeObject *type_of_module(PyObject *name) {
  default_name = name;
  return &Connection_Type;
}
