// RUN: %check_all_hosts %s
// Pattern: G06
// What nothing tracks need not be untracked: the collector never sees it.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *source;
} Cursor;

static int cursor_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(((Cursor *)self)->source);
  return 0;
}

static int cursor_clear(PyObject *self) {
  Py_CLEAR(((Cursor *)self)->source);
  return 0;
}

static void cursor_dealloc(PyObject *self) {
  Py_XDECREF(((Cursor *)self)->source);
  PyObject_GC_UnTrack(self);
  PyObject_GC_Del(self);
}

static PyTypeObject Cursor_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Cursor",
    .tp_basicsize = sizeof(Cursor),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = cursor_traverse,
    .tp_clear = cursor_clear,
    .tp_dealloc = cursor_dealloc,
};

PyObject *cursor_over_name(void) {
  PyObject *name = PyUnicode_FromString("name");
  if (name == NULL)
    return NULL;
  Cursor *cursor = PyObject_GC_New(Cursor, &Cursor_Type);
  // GC-SUPPORT: ^'cursor' is made with PyObject_GC_New, and
  if (cursor == NULL) {
    Py_DECREF(name);
    return NULL;
  }
  cursor->source = name;
  return (PyObject *)cursor;
}

// Python makes instances of this one: PyType_GenericNew tracks them.
static void open_dealloc(PyObject *self) {
  Py_XDECREF(((Cursor *)self)->source);
  // DEALLOC: 'open_dealloc' releases field 'source' before it calls PyObject_GC_UnTrack
  PyObject_GC_UnTrack(self);
  PyObject_GC_Del(self);
}

static int open_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  PyObject *source;
  if (!PyArg_ParseTuple(args, "O", &source))
    return -1;
  Py_XSETREF(((Cursor *)self)->source, Py_NewRef(source));
  return 0;
}

static PyTypeObject Open_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Open",
    .tp_basicsize = sizeof(Cursor),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = cursor_traverse,
    .tp_clear = cursor_clear,
    .tp_dealloc = open_dealloc,
    .tp_init = open_init,
    .tp_new = PyType_GenericNew,
};

PyObject *open_over(PyObject *source) {
  Cursor *cursor = PyObject_GC_New(Cursor, &Open_Type);
  // GC-SUPPORT: ^'cursor' is made with PyObject_GC_New, and
  if (cursor == NULL)
    return NULL;
  cursor->source = NULL;
  if (PyType_Ready(&Open_Type) < 0) {
    Py_DECREF(cursor);
    return NULL;
  }
  return (PyObject *)cursor;
}
