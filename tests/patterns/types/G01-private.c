// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def loop(make):
// RUNTIME-SETUP:     held = []
// RUNTIME-SETUP:     held.append(make(held))
// RUNTIME: call=o bad=shown:leak run=loop(f)
// RUNTIME: call=o good=remember run=f([])
// Pattern: G01
// Nothing can come to refer to an object that Python code never gets hold of:
// it needs no garbage collection, whatever it owns.

#include <Python.h>

#define KEY "example.remembered"

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Box;

// The dictionary of a thread dies with it, and `newest` goes on pointing.
static void box_dealloc(Box *self) {
  // DEALLOC: 'box_dealloc' leaves 'newest' as it is
  Py_CLEAR(self->value);
  PyObject_Free(self);
}

// In the dictionary of the thread, which only C code sees.

static PyTypeObject Private_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Private",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)box_dealloc,
};

static PyObject *newest; /* borrowed */

static Box *private_new(PyObject *value) {
  Box *self = PyObject_New(Box, &Private_Type);
  if (self != NULL)
    self->value = Py_NewRef(value);
  return self;
}

PyObject *remember(PyObject *self, PyObject *value) {
  PyObject *dict = PyThreadState_GetDict();
  if (dict == NULL || PyType_Ready(&Private_Type) < 0)
    return NULL;
  Box *box = private_new(value);
  if (box == NULL)
    return NULL;
  if (PyDict_SetItemString(dict, KEY, (PyObject *)box) < 0) {
    Py_DECREF(box);
    return NULL;
  }
  Py_DECREF(box);
  newest = (PyObject *)box;
  Py_RETURN_NONE;
}

PyObject *remembered(PyObject *self, PyObject *args) {
  PyObject *box = newest;
  if (box == NULL) {
    PyObject *dict = PyThreadState_GetDict();
    box = dict != NULL ? PyDict_GetItemString(dict, KEY) : NULL;
  }
  if (box == NULL)
    Py_RETURN_NONE;
  assert(Py_IS_TYPE(box, &Private_Type));
  return Py_NewRef(((Box *)box)->value);
}

// Given to the caller.

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Shown;

static void shown_dealloc(Shown *self) {
  Py_CLEAR(self->value);
  PyObject_Free(self);
}

static PyTypeObject Shown_Type = {
    // GC-SUPPORT: 'Shown_Type' ... 'value'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Shown",
    .tp_basicsize = sizeof(Shown),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)shown_dealloc,
};

PyObject *shown(PyObject *self, PyObject *value) {
  if (PyType_Ready(&Shown_Type) < 0)
    return NULL;
  Shown *box = PyObject_New(Shown, &Shown_Type);
  if (box != NULL)
    box->value = Py_NewRef(value);
  return (PyObject *)box;
}
