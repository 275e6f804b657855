#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *descr;
} Array;

// Takes its argument over in any case.
PyObject *new_from(PyTypeObject *type, PyObject *descr, int size) {
  if (size < 0) {
    PyErr_SetString(PyExc_ValueError, "size");
    Py_DECREF(descr);
    return NULL;
  }
  Array *array = PyObject_New(Array, type);
  if (array == NULL) {
    Py_DECREF(descr);
    return NULL;
  }
  array->descr = descr;
  return (PyObject *)array;
}

static void dealloc(PyObject *self) {
  Py_XDECREF(((Array *)self)->descr);
  PyObject_Free(self);
}

PyTypeObject Array_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Array",
    .tp_basicsize = sizeof(Array),
    .tp_dealloc = dealloc,
};
