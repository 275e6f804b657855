// RUN: %check_all_hosts %s
// RUNTIME: call=slot types=Self_Type,Method_Type,Tuple_Type,List_Type,Broken_Type,Good_Type
//     bad=self_init:leak run=m.Self_Type()
// RUNTIME: call=slot types=Self_Type,Method_Type,Tuple_Type,List_Type,Broken_Type,Good_Type
//     bad=method_init:leak run=m.Method_Type()
// RUNTIME: call=slot types=Self_Type,Method_Type,Tuple_Type,List_Type,Broken_Type,Good_Type
//     bad=tuple_init:leak run=m.Tuple_Type()
// RUNTIME: call=slot types=Self_Type,Method_Type,Tuple_Type,List_Type,Broken_Type,Good_Type
//     bad=list_init:leak run=m.List_Type()
// RUNTIME: call=slot types=Self_Type,Method_Type,Tuple_Type,List_Type,Broken_Type,Good_Type
//     good=broken_init run=m.Broken_Type()
// RUNTIME: call=slot types=Self_Type,Method_Type,Tuple_Type,List_Type,Broken_Type,Good_Type
//     good=good_init run=m.Good_Type()
// Pattern: G10
// An object whose field owns it, itself or through something made with it.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Box;

static void box_dealloc(Box *self) {
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static int self_init(Box *self, PyObject *args, PyObject *kwargs) {
  PyObject *old = self->value;
  Py_INCREF(self);
  self->value = (PyObject *)self;
  // REFERENCE-CYCLE: 'value'
  Py_XDECREF(old);
  return 0;
}

PyTypeObject Self_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Self",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)self_init,
    .tp_new = PyType_GenericNew,
};

static PyObject *hello(PyObject *self, PyObject *args) {
  return PyUnicode_FromString("hello");
}

static PyMethodDef hello_def = {"hello", hello, METH_NOARGS, NULL};

static int method_init(Box *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->value, PyCFunction_New(&hello_def, (PyObject *)self));
  // REFERENCE-CYCLE: 'value' ... 'PyCFunction_New'
  return self->value == NULL ? -1 : 0;
}

PyTypeObject Method_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Method",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)method_init,
    .tp_new = PyType_GenericNew,
};

static int tuple_init(Box *self, PyObject *args, PyObject *kwargs) {
  PyObject *both = PyTuple_Pack(2, self, Py_None);
  if (both == NULL)
    return -1;
  Py_XSETREF(self->value, both);
  // REFERENCE-CYCLE: 'value' ... 'PyTuple_Pack'
  return 0;
}

PyTypeObject Tuple_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Tuple",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)tuple_init,
    .tp_new = PyType_GenericNew,
};

// A container that the object owns.
static int list_init(Box *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->value, PyList_New(0));
  if (self->value == NULL)
    return -1;
  return PyList_Append(self->value, (PyObject *)self);
  // REFERENCE-CYCLE: 'PyList_Append' ... 'self'
}

PyTypeObject List_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.List",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)list_init,
    .tp_new = PyType_GenericNew,
};

// The cycle is broken again.
static int broken_init(Box *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->value, PyTuple_Pack(2, self, Py_None));
  int failed = self->value == NULL;
  Py_CLEAR(self->value);
  return failed ? -1 : 0;
}

PyTypeObject Broken_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Broken",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)broken_init,
    .tp_new = PyType_GenericNew,
};

// A weak reference owns nothing.
static int good_init(Box *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->value, PyUnicode_FromFormat("%p", self));
  return self->value == NULL ? -1 : 0;
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)box_dealloc,
    .tp_init = (initproc)good_init,
    .tp_new = PyType_GenericNew,
};
