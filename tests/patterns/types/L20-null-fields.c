// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def cycle(make):
// RUNTIME-SETUP:     import gc
// RUNTIME-SETUP:     box = make(None)
// RUNTIME-SETUP:     box.__init__([box])
// RUNTIME-SETUP:     del box
// RUNTIME-SETUP:     gc.collect()
// RUNTIME: types=Cleared_Type,Tested_Type,Unset_Type,Ready_Type call=slot
//     bad=cleared_dealloc_bad:crash run=cycle(m.Cleared_Type)
// RUNTIME: types=Cleared_Type,Tested_Type,Unset_Type,Ready_Type call=slot
//     good=tested_dealloc run=cycle(m.Tested_Type)
// RUNTIME: types=Cleared_Type,Tested_Type,Unset_Type,Ready_Type call=slot
//     bad=unset_dealloc_bad:crash run=m.Unset_Type(1, 2)
// RUNTIME: types=Cleared_Type,Tested_Type,Unset_Type,Ready_Type call=slot
//     good=ready_dealloc run=m.Ready_Type(1)
// Pattern: L20
// Fields that are NULL when tp_dealloc runs: tp_clear has run before, or
// tp_init never did.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Box;

static int box_init(PyObject *op, PyObject *args, PyObject *kwargs) {
  Box *self = (Box *)op;
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return -1;
  Py_XSETREF(self->value, Py_NewRef(value));
  return 0;
}

static int box_traverse(PyObject *op, visitproc visit, void *arg) {
  Py_VISIT(((Box *)op)->value);
  return 0;
}

static int box_clear(PyObject *op) {
  Py_CLEAR(((Box *)op)->value);
  return 0;
}

static void cleared_dealloc_bad(PyObject *op) {
  Box *self = (Box *)op;
  PyObject_GC_UnTrack(op);
  Py_DECREF(self->value);
  // NULL-RESULT: 'value' ... 'Py_DECREF'
  Py_TYPE(op)->tp_free(op);
}

#define GC_TYPE(type, dealloc)                                                 \
  PyTypeObject type = {                                                        \
      PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m." #type,                     \
      .tp_basicsize = sizeof(Box),                                             \
      .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,                     \
      .tp_traverse = box_traverse,                                             \
      .tp_clear = box_clear,                                                   \
      .tp_dealloc = dealloc,                                                   \
      .tp_init = box_init,                                                     \
      .tp_new = PyType_GenericNew,                                             \
  }
GC_TYPE(Cleared_Type, cleared_dealloc_bad);

// Tested in different ways.
static void tested_dealloc(PyObject *op) {
  Box *self = (Box *)op;
  PyObject *value = self->value;
  PyObject_GC_UnTrack(op);
  if (value != NULL)
    Py_DECREF(value);
  Py_TYPE(op)->tp_free(op);
}
GC_TYPE(Tested_Type, tested_dealloc);

// In a helper, and a macro.
#define DROP(object) Py_DECREF(object)
static void drop_value(Box *self) {
  DROP(self->value);
}
static void helper_dealloc_bad(PyObject *op) {
  PyObject_GC_UnTrack(op);
  drop_value((Box *)op);
  // NULL-RESULT: 'value' ... 'Py_DECREF'
  Py_TYPE(op)->tp_free(op);
}
GC_TYPE(Helper_Type, helper_dealloc_bad);

// Without garbage collection: tp_init fails, or is never called.
typedef struct {
  PyObject_HEAD
  PyObject *name;
} Named;

static int named_init(PyObject *op, PyObject *args, PyObject *kwargs) {
  Named *self = (Named *)op;
  PyObject *name;
  if (!PyArg_ParseTuple(args, "U", &name))
    return -1;
  Py_XSETREF(self->name, Py_NewRef(name));
  return 0;
}

static void unset_dealloc_bad(PyObject *op) {
  Py_DECREF(((Named *)op)->name);
  // NULL-RESULT: 'name' ... 'Py_DECREF'
  Py_TYPE(op)->tp_free(op);
}

PyTypeObject Unset_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Unset",
    .tp_basicsize = sizeof(Named),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = unset_dealloc_bad,
    .tp_init = named_init,
    .tp_new = PyType_GenericNew,
};

// tp_new sets it.
typedef struct {
  PyObject_HEAD
  PyObject *name;
} Ready;

static PyObject *ready_new(PyTypeObject *type, PyObject *args,
                           PyObject *kwargs) {
  PyObject *name = PyUnicode_FromString("");
  if (name == NULL)
    return NULL;
  Ready *self = (Ready *)type->tp_alloc(type, 0);
  if (self == NULL) {
    Py_DECREF(name);
    return NULL;
  }
  self->name = name;
  return (PyObject *)self;
}

static int ready_init(PyObject *op, PyObject *args, PyObject *kwargs) {
  Ready *self = (Ready *)op;
  PyObject *name;
  if (!PyArg_ParseTuple(args, "U", &name))
    return -1;
  Py_SETREF(self->name, Py_NewRef(name));
  return 0;
}

static void ready_dealloc(PyObject *op) {
  Py_DECREF(((Ready *)op)->name);
  Py_TYPE(op)->tp_free(op);
}

PyTypeObject Ready_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Ready",
    .tp_basicsize = sizeof(Ready),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = ready_dealloc,
    .tp_init = ready_init,
    .tp_new = ready_new,
};
