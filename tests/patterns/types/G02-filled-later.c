// RUN: %check_all_hosts %s
// RUNTIME: none (only what is filled in before PyType_Ready matters)
// Pattern: G02, G05
// Types whose slots are assigned in the module's init function, or filled in by
// the API.

#include "Inputs/box.h"

DEFINE_BOX

static int traverse_bad(Box *self, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'traverse_bad' ... 'value'
  return 0;
}

static PyTypeObject Bad_Type = {PyVarObject_HEAD_INIT(NULL, 0) "example.Bad",
                                sizeof(Box)};
static PyTypeObject Good_Type = {PyVarObject_HEAD_INIT(NULL, 0) "example.Good",
                                 sizeof(Box)};
// Nothing but the flag.
static PyTypeObject Flag_Type = {
    // GC-SUPPORT: 'Flag_Type'
    PyVarObject_HEAD_INIT(NULL, 0) "example.Flag", sizeof(Box)};
// Through a pointer: which type gets what is not followed.
static PyTypeObject Pointer_Type = {
    PyVarObject_HEAD_INIT(NULL, 0) "example.Pointer", sizeof(Box)};

static PyStructSequence_Field fields[] = {{"first", NULL}, {NULL, NULL}};
static PyStructSequence_Desc result_desc = {"example.result", NULL, fields, 1};
static PyTypeObject Result_Type;

static void complete(PyTypeObject *type) {
  type->tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC;
  type->tp_traverse = (traverseproc)box_traverse;
  type->tp_clear = (inquiry)box_clear;
  type->tp_dealloc = (destructor)box_dealloc;
  type->tp_init = (initproc)box_init;
}

int ready(void) {
  Bad_Type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC;
  Bad_Type.tp_traverse = (traverseproc)traverse_bad;
  Bad_Type.tp_clear = (inquiry)box_clear;
  Bad_Type.tp_dealloc = (destructor)box_dealloc;
  Bad_Type.tp_init = (initproc)box_init;
  if (PyType_Ready(&Bad_Type) < 0)
    return -1;

  Good_Type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC;
  Good_Type.tp_traverse = (traverseproc)box_traverse;
  Good_Type.tp_clear = (inquiry)box_clear;
  Good_Type.tp_dealloc = (destructor)box_dealloc;
  Good_Type.tp_init = (initproc)box_init;
  if (PyType_Ready(&Good_Type) < 0)
    return -1;

  Flag_Type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC;
  if (PyType_Ready(&Flag_Type) < 0)
    return -1;

  complete(&Pointer_Type);
  if (PyType_Ready(&Pointer_Type) < 0)
    return -1;
  return PyStructSequence_InitType2(&Result_Type, &result_desc);
}
