// RUN: %check_all_hosts %s
// RUNTIME: bad=title_bad:over call=slot types=Page_Type
//     run=setattr(m.Page_Type(), 'title_bad', str(12345))
// RUNTIME: good=title_good call=slot types=Page_Type
//     run=setattr(m.Page_Type(), 'title_good', str(12345))
// RUNTIME: bad=store_bad:over call=slot types=Page_Type
//     run=setattr(m.Page_Type(), 'store_bad', str(12345))
// RUNTIME: good=store_good call=slot types=Page_Type
//     run=setattr(m.Page_Type(), 'store_good', str(12345))
// Pattern: U25
// Setters, converters and tp_init are lent their arguments too; a field that
// keeps one takes a reference of its own.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *title;
} Page;

static int title_bad(PyObject *object, PyObject *value, void *closure) {
  Page *self = (Page *)object;
  if (value == NULL || !PyUnicode_Check(value)) {
    PyErr_SetString(PyExc_TypeError, "title must be a string");
    return -1;
  }
  PyObject *title = PyUnicode_FromObject(value);
  Py_DECREF(value);
  // OVERRELEASE: ... 'value'
  if (title == NULL)
    return -1;
  Py_XSETREF(self->title, title);
  return 0;
}

static int title_good(PyObject *object, PyObject *value, void *closure) {
  Page *self = (Page *)object;
  if (value == NULL || !PyUnicode_Check(value)) {
    PyErr_SetString(PyExc_TypeError, "title must be a string");
    return -1;
  }
  PyObject *title = PyUnicode_FromObject(value);
  if (title == NULL)
    return -1;
  Py_XSETREF(self->title, title);
  return 0;
}

// The old value is released, the new one is stored without a reference.
static int store_bad(PyObject *object, PyObject *value, void *closure) {
  Page *self = (Page *)object;
  if (value == NULL) {
    PyErr_SetString(PyExc_AttributeError, "title cannot be deleted");
    return -1;
  }
  Py_XSETREF(self->title, value);
  // OVERRELEASE: ... 'value'
  return 0;
}

static int store_good(PyObject *object, PyObject *value, void *closure) {
  Page *self = (Page *)object;
  if (value == NULL) {
    PyErr_SetString(PyExc_AttributeError, "title cannot be deleted");
    return -1;
  }
  Py_XSETREF(self->title, Py_NewRef(value));
  return 0;
}

static int page_traverse(PyObject *object, visitproc visit, void *arg) {
  Py_VISIT(((Page *)object)->title);
  return 0;
}

static int page_clear(PyObject *object) {
  Py_CLEAR(((Page *)object)->title);
  return 0;
}

static void page_dealloc(PyObject *object) {
  PyObject_GC_UnTrack(object);
  page_clear(object);
  Py_TYPE(object)->tp_free(object);
}

static PyGetSetDef page_getset[] = {
    {"title_bad", NULL, title_bad, NULL, NULL},
    {"title_good", NULL, title_good, NULL, NULL},
    {"store_bad", NULL, store_bad, NULL, NULL},
    {"store_good", NULL, store_good, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL}};

PyTypeObject Page_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Page",
    .tp_basicsize = sizeof(Page),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = page_dealloc,
    .tp_traverse = page_traverse,
    .tp_clear = page_clear,
    .tp_getset = page_getset,
    .tp_new = PyType_GenericNew,
};
