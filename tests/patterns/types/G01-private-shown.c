// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def loop(hide, show):
// RUNTIME-SETUP:     held = []
// RUNTIME-SETUP:     hide(held)
// RUNTIME-SETUP:     held.append(show())
// RUNTIME: call=o bad=hide:leak run=loop(f, m.show)
// RUNTIME: call=noargs good=show run=f()
// Pattern: G01
// An object in the dictionary of the thread, which another function reads there
// and gives to Python code.

#include <Python.h>

#define KEY "example.hidden"

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Box;

static void box_dealloc(Box *self) {
  Py_CLEAR(self->value);
  PyObject_Free(self);
}

static PyTypeObject Box_Type = {
    // GC-SUPPORT: 'Box_Type' ... 'value'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Box",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)box_dealloc,
};

PyObject *hide(PyObject *self, PyObject *value) {
  PyObject *dict = PyThreadState_GetDict();
  if (dict == NULL || PyType_Ready(&Box_Type) < 0)
    return NULL;
  Box *box = PyObject_New(Box, &Box_Type);
  if (box == NULL)
    return NULL;
  box->value = Py_NewRef(value);
  int failed = PyDict_SetItemString(dict, KEY, (PyObject *)box);
  Py_DECREF(box);
  return failed ? NULL : Py_NewRef(Py_None);
}

static PyObject *show(PyObject *self, PyObject *args) {
  PyObject *dict = PyThreadState_GetDict();
  PyObject *box = dict != NULL ? PyDict_GetItemString(dict, KEY) : NULL;
  return Py_NewRef(box != NULL ? box : Py_None);
}

PyMethodDef methods[] = {{"hide", hide, METH_O, NULL},
                         {"show", show, METH_NOARGS, NULL},
                         {NULL, NULL, 0, NULL}};
