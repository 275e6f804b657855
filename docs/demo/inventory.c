/* A small extension module: the stock of a shop.
 *
 *     >>> stock = inventory.Inventory("main street")
 *     >>> stock.add("apple", 3)
 *     >>> stock.report()
 *     [('apple', 3)]
 *
 * It compiles without a warning, it works when you try it, and it has six bugs
 * of the kind that pyrefcheck finds. README.md goes through them.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *owner; /* a str */
  PyObject *items; /* a dict of str to int */
} Inventory;

static int Inventory_init(Inventory *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"owner", NULL};
  PyObject *owner;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "U", names, &owner))
    return -1;
  PyObject *items = PyDict_New();
  if (items == NULL)
    return -1;
  Py_XSETREF(self->owner, Py_NewRef(owner));
  Py_XSETREF(self->items, items);
  return 0;
}

static void Inventory_dealloc(Inventory *self) {
  PyObject_GC_UnTrack(self);
  Py_XDECREF(self->owner);
  Py_XDECREF(self->items);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static int Inventory_traverse(Inventory *self, visitproc visit, void *arg) {
  Py_VISIT(self->owner);
  Py_VISIT(self->items);
  return 0;
}

static int Inventory_clear(Inventory *self) {
  Py_CLEAR(self->owner);
  Py_CLEAR(self->items);
  return 0;
}

/* add(name, count): puts `count` more of `name` into stock. */
static PyObject *Inventory_add(Inventory *self, PyObject *args) {
  PyObject *name;
  long count;
  if (!PyArg_ParseTuple(args, "Ul", &name, &count))
    return NULL;

  PyObject *old = PyDict_GetItemWithError(self->items, name);
  if (old == NULL && PyErr_Occurred())
    return NULL;
  if (old != NULL) {
    count += PyLong_AsLong(old);
    Py_DECREF(old);
  }

  PyObject *total = PyLong_FromLong(count);
  if (total == NULL)
    return NULL;
  if (count < 0) {
    Py_DECREF(total);
    return PyErr_Format(PyExc_ValueError, "%R of %U is too few", total, name);
  }
  if (PyDict_SetItem(self->items, name, total) < 0)
    return NULL;
  Py_DECREF(total);
  Py_RETURN_NONE;
}

/* report(): a sorted list of (name, count). */
static PyObject *Inventory_report(Inventory *self, PyObject *Py_UNUSED(args)) {
  PyObject *report = PyList_New(0);
  if (report == NULL)
    return NULL;
  Py_ssize_t position = 0;
  PyObject *name, *count;
  while (PyDict_Next(self->items, &position, &name, &count)) {
    if (PyList_Append(report, PyTuple_Pack(2, name, count)) < 0) {
      Py_DECREF(report);
      return NULL;
    }
  }
  if (PyList_Sort(report) < 0) {
    Py_DECREF(report);
    return NULL;
  }
  return report;
}

/* split(): two dicts, of what there is and of what is sold out. */
static PyObject *Inventory_split(Inventory *self, PyObject *Py_UNUSED(args)) {
  PyObject *result = PyTuple_New(2);
  PyTuple_SET_ITEM(result, 0, PyDict_New());
  PyTuple_SET_ITEM(result, 1, PyDict_New());

  Py_ssize_t position = 0;
  PyObject *name, *count;
  while (PyDict_Next(self->items, &position, &name, &count)) {
    int sold_out = PyLong_AsLong(count) == 0;
    PyObject *part = PyTuple_GET_ITEM(result, sold_out);
    if (PyDict_SetItem(part, name, count) < 0) {
      Py_DECREF(result);
      return NULL;
    }
  }
  return result;
}

static PyObject *Inventory_owner(Inventory *self, void *Py_UNUSED(closure)) {
  if (self->owner == NULL)
    Py_RETURN_NONE;
  return self->owner;
}

static PyMethodDef Inventory_methods[] = {
    {"add", (PyCFunction)Inventory_add, METH_VARARGS, NULL},
    {"report", (PyCFunction)Inventory_report, METH_NOARGS, NULL},
    {"split", (PyCFunction)Inventory_split, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static PyGetSetDef Inventory_getset[] = {
    {"owner", (getter)Inventory_owner, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL}};

static PyTypeObject InventoryType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "inventory.Inventory",
    .tp_basicsize = sizeof(Inventory),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)Inventory_init,
    .tp_dealloc = (destructor)Inventory_dealloc,
    .tp_traverse = (traverseproc)Inventory_traverse,
    .tp_clear = (inquiry)Inventory_clear,
    .tp_methods = Inventory_methods,
    .tp_getset = Inventory_getset,
};

static struct PyModuleDef inventory_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "inventory",
    .m_size = -1,
};

PyMODINIT_FUNC PyInit_inventory(void) {
  if (PyType_Ready(&InventoryType) < 0)
    return NULL;
  PyObject *module = PyModule_Create(&inventory_module);
  if (module == NULL)
    return NULL;
  Py_INCREF(&InventoryType);
  if (PyModule_AddObject(module, "Inventory", (PyObject *)&InventoryType) < 0) {
    Py_DECREF(&InventoryType);
    Py_DECREF(module);
    return NULL;
  }
  return module;
}
