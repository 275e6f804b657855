// RUN: %check_all_hosts %s
// RUNTIME-SETUP: def cycle(make):
// RUNTIME-SETUP:     import gc
// RUNTIME-SETUP:     box = make()
// RUNTIME-SETUP:     box.__init__([box])
// RUNTIME-SETUP:     del box
// RUNTIME-SETUP:     gc.collect()
// RUNTIME: types=Memory_Type,Table_Type,Good_Type,Once_Type call=slot bad=memory_clear_bad:crash
//     run=cycle(m.Memory_Type)
// RUNTIME: types=Memory_Type,Table_Type,Good_Type,Once_Type call=slot bad=table_clear_bad:crash
//     run=cycle(m.Table_Type)
// RUNTIME: types=Memory_Type,Table_Type,Good_Type,Once_Type call=slot good=good_clear
//     run=cycle(m.Good_Type)
// RUNTIME: types=Memory_Type,Table_Type,Good_Type,Once_Type call=slot good=once_clear
//     run=cycle(m.Once_Type)
// Pattern: G05
// tp_clear frees what is no object, and tp_dealloc frees it again.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
  char *buffer;
} Box;

static PyObject *box_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  Box *self = (Box *)type->tp_alloc(type, 0);
  if (self == NULL)
    return NULL;
  self->buffer = PyMem_Malloc(100);
  if (self->buffer == NULL) {
    Py_DECREF(self);
    return PyErr_NoMemory();
  }
  return (PyObject *)self;
}

static int box_init(PyObject *op, PyObject *args, PyObject *kwargs) {
  PyObject *value = NULL;
  if (!PyArg_ParseTuple(args, "|O", &value))
    return -1;
  Py_XSETREF(((Box *)op)->value, Py_XNewRef(value));
  return 0;
}

static int box_traverse(PyObject *op, visitproc visit, void *arg) {
  Py_VISIT(((Box *)op)->value);
  return 0;
}

#define BOX_TYPE(type, clear, dealloc)                                         \
  PyTypeObject type = {                                                        \
      PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m." #type,                     \
      .tp_basicsize = sizeof(Box),                                             \
      .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,                     \
      .tp_traverse = box_traverse,                                             \
      .tp_clear = clear,                                                       \
      .tp_dealloc = dealloc,                                                   \
      .tp_init = box_init,                                                     \
      .tp_new = box_new,                                                       \
  }

static int memory_clear_bad(PyObject *op) {
  Box *self = (Box *)op;
  PyMem_Free(self->buffer);
  // GC-SUPPORT: 'memory_clear_bad' frees what field 'buffer' points to with 'PyMem_Free'
  Py_CLEAR(self->value);
  return 0;
}

static void memory_dealloc(PyObject *op) {
  PyObject_GC_UnTrack(op);
  memory_clear_bad(op);
  Py_TYPE(op)->tp_free(op);
}
BOX_TYPE(Memory_Type, memory_clear_bad, memory_dealloc);

// Through a table of functions, and each function on its own.
static struct {
  void (*FreeBuffer)(void *);
} library = {PyMem_Free};

static int table_clear_bad(PyObject *op) {
  Box *self = (Box *)op;
  Py_CLEAR(self->value);
  library.FreeBuffer(self->buffer);
  // GC-SUPPORT: 'table_clear_bad' frees what field 'buffer' points to with 'FreeBuffer'
  return 0;
}

static void table_dealloc(PyObject *op) {
  Box *self = (Box *)op;
  PyObject_GC_UnTrack(op);
  Py_XDECREF(self->value);
  library.FreeBuffer(self->buffer);
  Py_TYPE(op)->tp_free(op);
}
BOX_TYPE(Table_Type, table_clear_bad, table_dealloc);

// Set to NULL.
static int good_clear(PyObject *op) {
  Box *self = (Box *)op;
  char *buffer = self->buffer;
  self->buffer = NULL;
  PyMem_Free(buffer);
  Py_CLEAR(self->value);
  return 0;
}

static void good_dealloc(PyObject *op) {
  PyObject_GC_UnTrack(op);
  good_clear(op);
  Py_TYPE(op)->tp_free(op);
}
BOX_TYPE(Good_Type, good_clear, good_dealloc);

// Only tp_dealloc frees it.
static int once_clear(PyObject *op) {
  Py_CLEAR(((Box *)op)->value);
  return 0;
}

static void once_dealloc(PyObject *op) {
  PyObject_GC_UnTrack(op);
  once_clear(op);
  PyMem_Free(((Box *)op)->buffer);
  Py_TYPE(op)->tp_free(op);
}
BOX_TYPE(Once_Type, once_clear, once_dealloc);

// What the struct behind a pointer holds is freed once: the pointer goes first.
typedef struct {
  char *text;
} Extra;

typedef struct {
  PyObject_HEAD
  PyObject *value;
  Extra *extra;
} Rich;

static void drop_extra(Rich *self) {
  Extra *extra = self->extra;
  if (extra == NULL)
    return;
  self->extra = NULL;
  PyMem_Free(extra->text);
  PyMem_Free(extra);
}

static int rich_traverse(PyObject *op, visitproc visit, void *arg) {
  Py_VISIT(((Rich *)op)->value);
  return 0;
}

static int rich_clear(PyObject *op) {
  Py_CLEAR(((Rich *)op)->value);
  drop_extra((Rich *)op);
  return 0;
}

static void rich_dealloc(PyObject *op) {
  PyObject_GC_UnTrack(op);
  rich_clear(op);
  Py_TYPE(op)->tp_free(op);
}

PyTypeObject Rich_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Rich",
    .tp_basicsize = sizeof(Rich),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = rich_traverse,
    .tp_clear = rich_clear,
    .tp_dealloc = rich_dealloc,
    .tp_new = PyType_GenericNew,
};
