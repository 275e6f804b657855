// RUN: %check_all_hosts %s
// RUNTIME: good=named_new call=slot types=Named_Type run=m.Named_Type('a', 'b')
// RUNTIME: good=named_copy call=slot types=Named_Type run=m.Named_Type('a', 'b').copy()
// Pattern: idiom
// A type that builds on a base type: the base's slots make and destroy the
// object; a struct begins with the base's struct.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyListObject list;
  PyObject *name;
} Named;

extern PyTypeObject Named_Type;

static PyObject *named_new(PyTypeObject *type, PyObject *args,
                           PyObject *kwargs) {
  PyObject *empty = PyTuple_New(0);
  if (empty == NULL)
    return NULL;
  Named *self = (Named *)PyList_Type.tp_new(type, empty, NULL);
  Py_DECREF(empty);
  if (self == NULL)
    return NULL;
  if (PyTuple_GET_SIZE(args) > 0)
    self->name = PyObject_Str(PyTuple_GET_ITEM(args, 0));
  else
    self->name = PyUnicode_FromString("");
  if (self->name == NULL) {
    Py_DECREF(self);
    return NULL;
  }
  return (PyObject *)self;
}

static int named_init(PyObject *object, PyObject *args, PyObject *kwargs) {
  PyObject *items = PyTuple_GetSlice(args, 1, PyTuple_GET_SIZE(args));
  if (items == NULL)
    return -1;
  PyObject *wrapped = PyTuple_Pack(1, items);
  Py_DECREF(items);
  if (wrapped == NULL)
    return -1;
  int result = PyList_Type.tp_init(object, wrapped, NULL);
  Py_DECREF(wrapped);
  return result;
}

static int named_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(((Named *)self)->name);
  return PyList_Type.tp_traverse(self, visit, arg);
}

static int named_clear(PyObject *self) {
  Py_CLEAR(((Named *)self)->name);
  return PyList_Type.tp_clear(self);
}

static void named_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  Py_CLEAR(((Named *)self)->name);
  PyObject_GC_Track(self);
  PyList_Type.tp_dealloc(self);
}

static PyObject *named_copy(PyObject *object, PyObject *unused) {
  Named *self = (Named *)object;
  Named *copy = (Named *)PyObject_CallFunctionObjArgs((PyObject *)Py_TYPE(self),
                                                      self->name, NULL);
  if (copy == NULL)
    return NULL;
  if (PyList_SetSlice((PyObject *)copy, 0, 0, object) < 0) {
    Py_DECREF(copy);
    return NULL;
  }
  return (PyObject *)copy;
}

static PyMethodDef named_methods[] = {{"copy", named_copy, METH_NOARGS, NULL},
                                      {NULL, NULL, 0, NULL}};

PyTypeObject Named_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Named",
    .tp_basicsize = sizeof(Named),
    .tp_dealloc = named_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = named_traverse,
    .tp_clear = named_clear,
    .tp_methods = named_methods,
    .tp_base = &PyList_Type,
    .tp_init = named_init,
    .tp_new = named_new,
};
