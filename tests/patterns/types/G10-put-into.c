// RUN: %check_all_hosts %s
// RUNTIME: call=slot
//     types=Default_Type,Set_Type,Helper_Type,Given_Type,Field_Type,Made_Type,Good_Type
//     bad=default_init:leak run=m.Default_Type()
// RUNTIME: call=slot
//     types=Default_Type,Set_Type,Helper_Type,Given_Type,Field_Type,Made_Type,Good_Type
//     bad=set_init:leak run=m.Set_Type()
// RUNTIME: call=slot
//     types=Default_Type,Set_Type,Helper_Type,Given_Type,Field_Type,Made_Type,Good_Type
//     bad=helper_init:leak run=m.Helper_Type()
// RUNTIME: call=slot
//     types=Default_Type,Set_Type,Helper_Type,Given_Type,Field_Type,Made_Type,Good_Type
//     bad=given_init:leak run=m.Given_Type()
// RUNTIME: call=slot
//     types=Default_Type,Set_Type,Helper_Type,Given_Type,Field_Type,Made_Type,Good_Type
//     bad=field_init:leak run=m.Field_Type()
// RUNTIME: call=slot
//     types=Default_Type,Set_Type,Helper_Type,Given_Type,Field_Type,Made_Type,Good_Type
//     bad=made_init:leak run=m.Made_Type()
// RUNTIME: call=slot
//     types=Default_Type,Set_Type,Helper_Type,Given_Type,Field_Type,Made_Type,Good_Type
//     good=good_init run=m.Good_Type()
// Pattern: G10
// Whatever puts the object into what it owns: any function of the API whose
// contract says so, and helpers of the file.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Box;

static void box_dealloc(Box *self) {
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

#define BOX_TYPE(type, name, init)                                             \
  PyTypeObject type = {                                                        \
      PyVarObject_HEAD_INIT(NULL, 0).tp_name = name,                           \
      .tp_basicsize = sizeof(Box),                                             \
      .tp_flags = Py_TPFLAGS_DEFAULT,                                          \
      .tp_dealloc = (destructor)box_dealloc,                                   \
      .tp_init = (initproc)init,                                               \
      .tp_new = PyType_GenericNew,                                             \
  }

static int default_init(Box *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->value, PyDict_New());
  if (self->value == NULL)
    return -1;
  PyObject *there = PyDict_SetDefault(self->value, Py_None, (PyObject *)self);
  // REFERENCE-CYCLE: ^'PyDict_SetDefault' puts 'self' into what it owns
  return there == NULL ? -1 : 0;
}
BOX_TYPE(Default_Type, "example.Default", default_init);
// GC-SUPPORT: 'Default_Type' owns an arbitrary object in 'value'

static int set_init(Box *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->value, PySet_New(NULL));
  if (self->value == NULL)
    return -1;
  return PySet_Add(self->value, (PyObject *)self);
  // REFERENCE-CYCLE: ^'PySet_Add' puts 'self' into what it owns
}
BOX_TYPE(Set_Type, "example.Set", set_init);
// GC-SUPPORT: 'Set_Type' owns an arbitrary object in 'value'

// A helper that knows the field.
static int add_item(Box *box, PyObject *item) {
  if (box->value == NULL)
    box->value = PyList_New(0);
  return box->value == NULL ? -1 : PyList_Append(box->value, item);
}

static int helper_init(Box *self, PyObject *args, PyObject *kwargs) {
  return add_item(self, (PyObject *)self);
  // REFERENCE-CYCLE: ^'add_item' puts 'self' into what it owns: self -> value -> self
}
BOX_TYPE(Helper_Type, "example.Helper", helper_init);
// GC-SUPPORT: 'Helper_Type' owns an arbitrary object in 'value'

// A helper that gets the container, called by another one.
static int append(PyObject *list, PyObject *item) {
  return PyList_Append(list, item);
}
static int append_checked(PyObject *item, PyObject *list) {
  return list == NULL ? -1 : append(list, item);
}

static int given_init(Box *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->value, PyList_New(0));
  return append_checked((PyObject *)self, self->value);
  // REFERENCE-CYCLE: ^'append_checked' puts 'self' into what it owns
}
BOX_TYPE(Given_Type, "example.Given", given_init);
// GC-SUPPORT: 'Given_Type' owns an arbitrary object in 'value'

// A helper that stores it.
static void set_value(Box *box, PyObject *value) {
  Py_INCREF(value);
  Py_XSETREF(box->value, value);
}

static int field_init(Box *self, PyObject *args, PyObject *kwargs) {
  set_value(self, (PyObject *)self);
  // REFERENCE-CYCLE: ^'set_value' puts 'self' into what it owns
  return 0;
}
BOX_TYPE(Field_Type, "example.Field", field_init);
// GC-SUPPORT: 'Field_Type' owns an arbitrary object in 'value'

// A helper that makes what owns it.
static PyObject *hello(PyObject *self, PyObject *args) {
  return PyUnicode_FromString("hello");
}
static PyMethodDef hello_def = {"hello", hello, METH_NOARGS, NULL};

static PyObject *make_callback(PyObject *of) {
  return PyCFunction_New(&hello_def, of);
}

static int made_init(Box *self, PyObject *args, PyObject *kwargs) {
  Py_XSETREF(self->value, make_callback((PyObject *)self));
  // REFERENCE-CYCLE: 'value' owns what 'make_callback' returns
  return self->value == NULL ? -1 : 0;
}
BOX_TYPE(Made_Type, "example.Made", made_init);
// GC-SUPPORT: 'Made_Type' owns an arbitrary object in 'value'

// Taken out again; another object; a helper that holds nothing; a container
// that is not the object's.
static PyObject *name_of(PyObject *of) {
  return PyUnicode_FromFormat("%p", of);
}

static int good_init(Box *self, PyObject *args, PyObject *kwargs) {
  PyObject *list = PyList_New(0);
  if (list == NULL || append(list, (PyObject *)self) < 0) {
    Py_XDECREF(list);
    return -1;
  }
  Py_DECREF(list);
  Py_XSETREF(self->value, PyDict_New());
  if (self->value == NULL)
    return -1;
  if (PyDict_SetItemString(self->value, "self", (PyObject *)self) < 0)
    return -1;
  PyDict_Clear(self->value);
  set_value(self, args);
  Py_XSETREF(self->value, name_of((PyObject *)self));
  return self->value == NULL ? -1 : 0;
}
BOX_TYPE(Good_Type, "example.Good", good_init);
// GC-SUPPORT: 'Good_Type' owns an arbitrary object in 'value'
