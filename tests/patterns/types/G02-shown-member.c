// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def cycle(make):
// RUNTIME-SETUP:     box = make()
// RUNTIME-SETUP:     box.value = box
// RUNTIME: types=Member_Type,Both_Type call=slot bad=member_traverse_bad:leak
//     run=cycle(m.Member_Type)
// RUNTIME: types=Member_Type,Both_Type call=slot good=both_traverse run=cycle(m.Both_Type)
// Pattern: G02
// A field that only Python code sets, through a member: the setter of members
// takes a reference, so the object owns it.

#include <Python.h>
#include <stddef.h>
#include <structmember.h>

typedef struct {
  PyObject_HEAD
  PyObject *first, *value;
} Box;

static int member_traverse_bad(PyObject *op, visitproc visit, void *arg) {
  // GC-SUPPORT: 'member_traverse_bad' does not visit field 'value'
  Py_VISIT(((Box *)op)->first);
  return 0;
}

static int member_clear_bad(PyObject *op) {
  // GC-SUPPORT: 'member_clear_bad' does not clear field 'value'
  Py_CLEAR(((Box *)op)->first);
  return 0;
}

static void member_dealloc_bad(PyObject *op) {
  // DEALLOC: 'member_dealloc_bad' does not release field 'value'
  PyObject_GC_UnTrack(op);
  member_clear_bad(op);
  Py_TYPE(op)->tp_free(op);
}

static PyMemberDef box_members[] = {
    {"first", T_OBJECT, offsetof(Box, first), 0, NULL},
    {"value", T_OBJECT_EX, offsetof(Box, value), 0, NULL},
    {NULL, 0, 0, 0, NULL}};

PyTypeObject Member_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Member",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_members = box_members,
    .tp_traverse = member_traverse_bad,
    .tp_clear = member_clear_bad,
    .tp_dealloc = member_dealloc_bad,
    .tp_new = PyType_GenericNew,
};

static int both_traverse(PyObject *op, visitproc visit, void *arg) {
  Py_VISIT(((Box *)op)->first);
  Py_VISIT(((Box *)op)->value);
  return 0;
}

static int both_clear(PyObject *op) {
  Py_CLEAR(((Box *)op)->first);
  Py_CLEAR(((Box *)op)->value);
  return 0;
}

static void both_dealloc(PyObject *op) {
  PyObject_GC_UnTrack(op);
  both_clear(op);
  Py_TYPE(op)->tp_free(op);
}

PyTypeObject Both_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Both",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_members = box_members,
    .tp_traverse = both_traverse,
    .tp_clear = both_clear,
    .tp_dealloc = both_dealloc,
    .tp_new = PyType_GenericNew,
};

// A member that can only be read says nothing: this one is borrowed.

typedef struct {
  PyObject_HEAD
  PyObject *owner;
} View;

static PyMemberDef view_members[] = {
    {"owner", T_OBJECT, offsetof(View, owner), READONLY, NULL},
    {NULL, 0, 0, 0, NULL}};

static void view_dealloc(PyObject *op) {
  Py_TYPE(op)->tp_free(op);
}

PyTypeObject View_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.View",
    .tp_basicsize = sizeof(View),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_members = view_members,
    .tp_dealloc = view_dealloc,
};
