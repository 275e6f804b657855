// RUN: %check_all_hosts %s
// RUNTIME: call=slot types=Dict_Type,Capsule_Type,Weak_Type,Alias_Type,Good_Type bad=dict_init:leak
//     run=m.Dict_Type()
// RUNTIME: call=slot types=Dict_Type,Capsule_Type,Weak_Type,Alias_Type,Good_Type
//     bad=capsule_init:leak run=m.Capsule_Type()
// RUNTIME: call=slot types=Dict_Type,Capsule_Type,Weak_Type,Alias_Type,Good_Type
//     bad=alias_init:leak run=m.Alias_Type()
// RUNTIME: call=slot types=Dict_Type,Capsule_Type,Weak_Type,Alias_Type,Good_Type good=good_init
//     run=m.Good_Type()
// Pattern: G10, G11
// An object that owns itself over several steps: a container that a closure is
// in, a capsule, the callback of a weak reference.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Owner;

static void owner_dealloc(Owner *self) {
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *hello(PyObject *self, PyObject *args) {
  return PyUnicode_FromString("hello");
}

static PyMethodDef hello_def = {"hello", hello, METH_VARARGS, NULL};

static int dict_init(Owner *self, PyObject *args, PyObject *kwargs) {
  PyObject *method = PyCFunction_New(&hello_def, (PyObject *)self);
  PyObject *handlers = PyDict_New();
  if (method == NULL || handlers == NULL ||
      PyDict_SetItemString(handlers, "hello", method) < 0) {
    Py_XDECREF(method);
    Py_XDECREF(handlers);
    return -1;
  }
  Py_DECREF(method);
  Py_XSETREF(self->value, handlers);
  // REFERENCE-CYCLE: 'value' owns 'handlers' ... self -> value -> handlers -> self
  return 0;
}

PyTypeObject Dict_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Dict",
    .tp_basicsize = sizeof(Owner),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)owner_dealloc,
    .tp_init = (initproc)dict_init,
    .tp_new = PyType_GenericNew,
};

static void release_pointer(PyObject *capsule) {
  Py_XDECREF((PyObject *)PyCapsule_GetPointer(capsule, NULL));
}

static int capsule_init(Owner *self, PyObject *args, PyObject *kwargs) {
  Py_INCREF(self);
  PyObject *capsule = PyCapsule_New(self, NULL, release_pointer);
  if (capsule == NULL) {
    Py_DECREF(self);
    return -1;
  }
  Py_XSETREF(self->value, capsule);
  // REFERENCE-CYCLE: 'value' owns what 'PyCapsule_New' returns
  return 0;
}

PyTypeObject Capsule_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Capsule",
    .tp_basicsize = sizeof(Owner),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)owner_dealloc,
    .tp_init = (initproc)capsule_init,
    .tp_new = PyType_GenericNew,
};

// A weak reference owns its callback, and that its self.
static int weak_init(Owner *self, PyObject *args, PyObject *kwargs) {
  PyObject *target;
  if (!PyArg_ParseTuple(args, "O", &target))
    return -1;
  PyObject *callback = PyCFunction_New(&hello_def, (PyObject *)self);
  if (callback == NULL)
    return -1;
  Py_XSETREF(self->value, PyWeakref_NewRef(target, callback));
  // REFERENCE-CYCLE: 'value' owns what 'PyWeakref_NewRef' returns
  Py_DECREF(callback);
  return self->value == NULL ? -1 : 0;
}

PyTypeObject Weak_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Weak",
    .tp_basicsize = sizeof(Owner),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)owner_dealloc,
    .tp_init = (initproc)weak_init,
    .tp_new = PyType_GenericNew,
};

// A variable that stands for the field.
static int alias_init(Owner *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->value, PyList_New(0));
  if (self->value == NULL)
    return -1;
  PyObject *list = self->value;
  return PyList_Append(list, (PyObject *)self);
  // REFERENCE-CYCLE: ^'PyList_Append' puts 'self' into what it owns: self -> value -> self
}

PyTypeObject Alias_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Alias",
    .tp_basicsize = sizeof(Owner),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)owner_dealloc,
    .tp_init = (initproc)alias_init,
    .tp_new = PyType_GenericNew,
};

// The capsule borrows; the weak reference has no callback.
/// One variable that stands for several objects, as in generated code.
static int reuse_variable(Owner *self) {
  PyObject *temporary = PyList_New(0);
  if (temporary == NULL)
    return -1;
  Py_XSETREF(self->value, temporary);
  temporary = PyCFunction_New(&hello_def, (PyObject *)self);
  if (temporary == NULL)
    return -1;
  Py_DECREF(temporary);
  return 0;
}

static int good_init(Owner *self, PyObject *args, PyObject *kwargs) {
  PyObject *capsule = PyCapsule_New(self, NULL, NULL);
  if (capsule == NULL)
    return -1;
  Py_XSETREF(self->value, capsule);
  return reuse_variable(self);
}

PyTypeObject Good_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Good",
    .tp_basicsize = sizeof(Owner),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)owner_dealloc,
    .tp_init = (initproc)good_init,
    .tp_new = PyType_GenericNew,
};
