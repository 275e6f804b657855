// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def loop(make):
// RUNTIME-SETUP:     held = []
// RUNTIME-SETUP:     held.append(make(held))
// RUNTIME: call=slot bad=getter_init:leak
//     types=Getter_Type,Keeper_Type,Number_Type,Text_Type,Label_Type,Choice_Type
//     run=loop(m.Getter_Type)
// RUNTIME: call=slot bad=keeper_init:leak
//     types=Getter_Type,Keeper_Type,Number_Type,Text_Type,Label_Type,Choice_Type
//     run=loop(m.Keeper_Type)
// RUNTIME: call=slot good=number_init
//     types=Getter_Type,Keeper_Type,Number_Type,Text_Type,Label_Type,Choice_Type
//     run=m.Number_Type(1000)
// RUNTIME: call=slot good=text_init
//     types=Getter_Type,Keeper_Type,Number_Type,Text_Type,Label_Type,Choice_Type
//     run=m.Text_Type(1000)
// Pattern: G01
// A test of an object's type says what it is where the test decides what goes
// on, not behind a branch that others take as well.

#include <Python.h>

/* A type of its own, whose instances own a value. */
#define STRUCT(NAME)                                                           \
  typedef struct {                                                             \
    PyObject_HEAD                                                              \
    PyObject *value;                                                           \
    Py_ssize_t index;                                                          \
  } NAME;                                                                      \
  static void NAME##_dealloc(NAME *self) {                                     \
    Py_XDECREF(self->value);                                                   \
    Py_TYPE(self)->tp_free((PyObject *)self);                                  \
  }

#define TYPE(NAME, INIT)                                                       \
  PyTypeObject NAME##_Type = {                                                 \
      PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example." #NAME,               \
      .tp_basicsize = sizeof(NAME),                                            \
      .tp_flags = Py_TPFLAGS_DEFAULT,                                          \
      .tp_dealloc = (destructor)NAME##_dealloc,                                \
      .tp_init = (initproc)INIT,                                               \
      .tp_new = PyType_GenericNew,                                             \
  };

// A number is looked at at once, anything else later.
STRUCT(Getter)
static int getter_init(Getter *self, PyObject *args, PyObject *kwargs) {
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return -1;
  self->index = -1;
  if (PyLong_CheckExact(value)) {
    Py_ssize_t index = PyLong_AsSsize_t(value);
    if (index < 0)
      PyErr_Clear();
    else
      self->index = index;
  }
  Py_XSETREF(self->value, Py_NewRef(value));
  return 0;
}
TYPE(Getter, getter_init) // GC-SUPPORT: 'Getter_Type' ... 'value'

STRUCT(Keeper)
static int keeper_init(Keeper *self, PyObject *args, PyObject *kwargs) {
  PyObject *value = PyTuple_GET_SIZE(args) ? PyTuple_GET_ITEM(args, 0) : Py_None;
  Py_INCREF(value);
  Py_XSETREF(self->value, value);
  if (self->value != Py_None && PyUnicode_Check(value))
    self->index = PyUnicode_GET_LENGTH(value);
  return 0;
}
TYPE(Keeper, keeper_init) // GC-SUPPORT: 'Keeper_Type' ... 'value'

// Whatever is no number does not come here.
STRUCT(Number)
static int number_init(Number *self, PyObject *args, PyObject *kwargs) {
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return -1;
  if (!PyLong_CheckExact(value)) {
    PyErr_SetString(PyExc_TypeError, "a number is expected");
    return -1;
  }
  Py_XSETREF(self->value, Py_NewRef(value));
  return 0;
}
TYPE(Number, number_init)

// Nor does it here, where it is made a text first.
STRUCT(Text)
static int text_init(Text *self, PyObject *args, PyObject *kwargs) {
  PyObject *value, *text;
  if (!PyArg_ParseTuple(args, "O", &value))
    return -1;
  if (PyUnicode_CheckExact(value)) {
    Py_XSETREF(self->value, Py_NewRef(value));
    return 0;
  }
  text = PyObject_Str(value);
  if (text == NULL)
    return -1;
  Py_XSETREF(self->value, text);
  return 0;
}
TYPE(Text, text_init)

// What is no text is made one, in a branch of its own.
STRUCT(Label)
static int label_init(Label *self, PyObject *args, PyObject *kwargs) {
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return -1;
  if (PyUnicode_CheckExact(value)) {
    Py_INCREF(value);
  } else {
    value = PyObject_Str(value);
    if (value == NULL)
      return -1;
  }
  Py_XSETREF(self->value, value);
  return 0;
}
TYPE(Label, label_init)

STRUCT(Choice)
static int choice_init(Choice *self, PyObject *args, PyObject *kwargs) {
  PyObject *value, *chosen = Py_None;
  if (!PyArg_ParseTuple(args, "O", &value))
    return -1;
  if (PyLong_CheckExact(value))
    chosen = value;
  Py_XSETREF(self->value, Py_NewRef(chosen));
  return 0;
}
TYPE(Choice, choice_init)
