// One place for each operator, and places where nothing can be planted.
#include <Python.h>
#include "newer-api.h"

#define RELEASE(x) Py_DECREF(x)
#define BOTH(x, y) do { Py_DECREF(x); Py_DECREF(y); } while (0)

typedef struct {
  PyObject_HEAD
  PyObject *field;
} Thing;

static PyObject *releases(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if (PyList_Append(list, args) < 0) {
    Py_DECREF(list);
    return NULL;
  }
  RELEASE(list);
  BOTH(list, args);
#if 0
  Py_DECREF(self);
#endif
  Py_DECREF(Py_None);
  Py_RETURN_NONE;
}

static PyObject *increments(PyObject *self, PyObject *args) {
  PyObject *none = Py_None;
  Py_INCREF(none);
  if (args == self)
    Py_INCREF(self);
  return Py_NewRef(args);
}

static PyObject *tests(PyObject *self, PyObject *args) {
  PyObject *item = NULL, *list;
  if (PyDict_GetItemRef(args, self, &item) < 0)
    return NULL;
  if (!PyArg_ParseTuple(args, "O", &item))
    return NULL;
  if (!PyArg_ParseTuple(args, "|O", &item))
    return NULL;
  if (self == args || (list = PyList_New(0)) == NULL)
    goto done;
  if (PyList_Append(list, self) < 0)
    goto failed;
  return list;
failed:
  Py_XDECREF(list);
done:
  return NULL;
}

static PyObject *exits(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list && PyList_Append(list, self) < 0)
    goto failed;
  goto done;
done:
  return list;
failed:
  Py_DECREF(list);
  return NULL;
}

static int steals(PyObject *self, PyObject *value) {
  PyObject *none = Py_None;
  Py_INCREF(none);
  PyModule_AddObject(self, "none", none);
  return PyModule_AddObject(self, "value", value);
}

static void stores(Thing *self, PyObject *value) {
  PyObject *old = self->field;
  self->field = value;
  PyList_SetItem(value, 0, old);
  Py_DECREF(self->field);
  self->field = NULL;
  Py_XSETREF(self->field, value);
}

static int thing_traverse(Thing *self, visitproc visit, void *arg) {
  Py_VISIT(self->field);
  return 0;
}

static void thing_dealloc(Thing *self) {
  PyObject_GC_UnTrack(self);
  Py_CLEAR(self->field);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *twins(PyObject *self, PyObject *args) {
  PyObject *first = PyTuple_GET_ITEM(args, 0);
  PyObject *second = PyList_GetItemRef(first, 0);
  PyTuple_GET_ITEM(args, 0) = NULL;
  return second;
}

PyTypeObject Thing_Type = {PyVarObject_HEAD_INIT(NULL, 0)
                           .tp_name = "Thing",
                           .tp_dealloc = (destructor)thing_dealloc,
                           .tp_traverse = (traverseproc)thing_traverse};
