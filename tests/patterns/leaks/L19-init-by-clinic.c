// RUN: %check_all_hosts %s
// Pattern: L19
// tp_init that Argument Clinic writes: its body runs a second time, too.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *getter;
  PyObject *text;
} Property;

static int property_init_impl(Property *self, PyObject *getter,
                              PyObject *text) {
  self->getter = Py_NewRef(getter);
  // LEAK: 'self->getter'
  Py_XSETREF(self->text, Py_NewRef(text));
  return 0;
}

static int property_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  PyObject *getter, *text;
  if (!PyArg_ParseTuple(args, "UU", &getter, &text))
    return -1;
  return property_init_impl((Property *)self, getter, text);
}

static int property_clear(Property *self) {
  Py_CLEAR(self->getter);
  Py_CLEAR(self->text);
  return 0;
}

// What is set already is cleared first.
static int guarded_init_impl(Property *self, PyObject *getter) {
  if (self->text != NULL)
    property_clear(self);
  self->text = PyUnicode_FromString("");
  if (self->text == NULL)
    return -1;
  self->getter = Py_NewRef(getter);
  return 0;
}

static int guarded_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  PyObject *getter;
  if (!PyArg_ParseTuple(args, "U", &getter))
    return -1;
  return guarded_init_impl((Property *)self, getter);
}

// What is set first is lost first.
static int late_init_impl(Property *self, PyObject *getter) {
  self->getter = Py_NewRef(getter);
  // LEAK: 'self->getter'
  if (self->text != NULL)
    return property_clear(self);
  return 0;
}

static int late_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  PyObject *getter;
  if (!PyArg_ParseTuple(args, "U", &getter))
    return -1;
  return late_init_impl((Property *)self, getter);
}

// Only a new object gets here.
static PyObject *property_new_impl(PyTypeObject *type, PyObject *getter) {
  Property *self = (Property *)type->tp_alloc(type, 0);
  if (self == NULL)
    return NULL;
  self->getter = Py_NewRef(getter);
  return (PyObject *)self;
}

static PyObject *property_new(PyTypeObject *type, PyObject *args,
                              PyObject *kwargs) {
  PyObject *getter;
  if (!PyArg_ParseTuple(args, "U", &getter))
    return NULL;
  return property_new_impl(type, getter);
}

static void property_dealloc(Property *self) {
  Py_XDECREF(self->getter);
  Py_XDECREF(self->text);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

#define TYPE(NAME, INIT)                                                       \
  PyTypeObject NAME = {                                                        \
      PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example." #NAME,               \
      .tp_basicsize = sizeof(Property),                                        \
      .tp_dealloc = (destructor)property_dealloc,                              \
      .tp_flags = Py_TPFLAGS_DEFAULT,                                          \
      .tp_init = INIT,                                                         \
      .tp_new = property_new,                                                  \
  };
TYPE(Property_Type, property_init)
TYPE(Guarded_Type, guarded_init)
TYPE(Late_Type, late_init)
