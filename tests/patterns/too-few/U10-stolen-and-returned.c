// RUN: %check_all_hosts %s
// RUNTIME: bad=append_bad:over good=append_good args=([1],)
// RUNTIME: bad=parse_bad:over call=slot types=Parser_Type run=m.Parser_Type().parse_bad()
// RUNTIME: good=parse_good call=slot types=Parser_Type run=m.Parser_Type().parse_good()
// Pattern: U10
// The reference is given to a container and handed to the caller as well.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *cache;
} Parser;

static PyObject *append_bad(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list))
    return NULL;
  PyObject *item = PyObject_Repr(list);
  if (item == NULL)
    return NULL;
  if (PyList_SetItem(list, 0, item) < 0)
    return NULL;
  return item;
  // RETURN-BORROWED: 'item'
}

static PyObject *append_good(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list))
    return NULL;
  PyObject *item = PyObject_Repr(list);
  if (item == NULL)
    return NULL;
  if (PyList_SetItem(list, 0, Py_NewRef(item)) < 0) {
    Py_DECREF(item);
    return NULL;
  }
  return item;
}

// The field owns the only reference that there is.
static PyObject *parse_bad(PyObject *object, PyObject *args) {
  Parser *self = (Parser *)object;
  PyObject *tree = PyDict_New();
  if (tree == NULL)
    return NULL;
  Py_XSETREF(self->cache, tree);
  return tree;
  // RETURN-BORROWED: 'tree'
}

static PyObject *parse_good(PyObject *object, PyObject *args) {
  Parser *self = (Parser *)object;
  PyObject *tree = PyDict_New();
  if (tree == NULL)
    return NULL;
  Py_INCREF(tree);
  Py_XSETREF(self->cache, tree);
  return tree;
}

static int parser_traverse(PyObject *object, visitproc visit, void *arg) {
  Py_VISIT(((Parser *)object)->cache);
  return 0;
}

static int parser_clear(PyObject *object) {
  Py_CLEAR(((Parser *)object)->cache);
  return 0;
}

static void parser_dealloc(PyObject *object) {
  PyObject_GC_UnTrack(object);
  parser_clear(object);
  Py_TYPE(object)->tp_free(object);
}

static PyMethodDef parser_methods[] = {
    {"parse_bad", parse_bad, METH_NOARGS, NULL},
    {"parse_good", parse_good, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

PyTypeObject Parser_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Parser",
    .tp_basicsize = sizeof(Parser),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = parser_dealloc,
    .tp_traverse = parser_traverse,
    .tp_clear = parser_clear,
    .tp_methods = parser_methods,
    .tp_new = PyType_GenericNew,
};
