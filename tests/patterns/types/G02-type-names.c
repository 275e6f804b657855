// RUN: %check_all_hosts %s
// RUNTIME: none (the fields are those of Python's own type objects)
// Pattern: G02
// A class written in Python owns its names and those of its __slots__, exact
// strings, and its module, which can be any object.

#include <Python.h>

static PyObject *class_create(PyObject *self, PyObject *args) {
  PyObject *names, *module;
  if (!PyArg_ParseTuple(args, "OO", &names, &module))
    return NULL;
  PyHeapTypeObject *type =
      (PyHeapTypeObject *)PyType_Type.tp_alloc(&PyType_Type, 0);
  if (type == NULL)
    return NULL;
  type->ht_slots = Py_NewRef(names);
  type->ht_module = Py_NewRef(module);
  return (PyObject *)type;
}

PyMethodDef methods[] = {{"create", class_create, METH_VARARGS, NULL},
                         {NULL, NULL, 0, NULL}};

static int class_traverse(PyTypeObject *type, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'class_traverse' ... visit field 'ht_module'
  return 0;
}

static int class_clear(PyTypeObject *type) {
  Py_CLEAR(((PyHeapTypeObject *)type)->ht_module);
  return 0;
}

static void class_dealloc(PyTypeObject *type) {
  PyHeapTypeObject *et = (PyHeapTypeObject *)type;
  PyObject_GC_UnTrack(type);
  Py_XDECREF(et->ht_slots);
  Py_XDECREF(et->ht_module);
  Py_TYPE(type)->tp_free((PyObject *)type);
}

PyTypeObject Class_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Class",
    .tp_basicsize = sizeof(PyHeapTypeObject),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)class_traverse,
    .tp_clear = (inquiry)class_clear,
    .tp_dealloc = (destructor)class_dealloc,
};
