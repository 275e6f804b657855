#include <Python.h>

/* Structs and numbers where the API wants pointers, and calls with too few
   arguments, as declarations without a prototype let them pass. */
struct Pair {
  PyObject *first, *second;
};

PyObject *PyModule_Missing();
int PyType_HasFeature();
int PyArg_UnpackTuple();
PyObject *own_call();
static PyObject *same(PyObject *x) { return x; }
static struct Pair make_pair(PyObject *x) {
  struct Pair p = {x, x};
  return p;
}

int struct_as_module(PyObject *module) {
  PyObject *error = PyErr_NewException("m.Error", NULL, NULL);
  return PyModule_Add(PyDict_Type, "Error", error);
}

PyObject *struct_as_dict(PyObject *self, PyObject *args) {
  struct Pair pair = make_pair(args);
  PyObject *built = Py_BuildValue("O", pair);
  if (built == NULL || Py_BuildValue("N", pair.first) == NULL)
    return NULL;
  if (Py_BuildValue("O", 5) == built)
    return built;
  return Py_BuildValue("O", PyDict_Type);
}

PyObject *by_summary(PyObject *self, PyObject *args) {
  struct Pair pair = make_pair(args);
  PyObject *(*old)() = (PyObject * (*)()) same;
  PyObject *again = own_call(pair, 1);
  if (old(pair))
    return again;
  return old();
}

PyObject *own_call(PyObject *value, PyObject *other) {
  if (value == NULL)
    return other;
  Py_DECREF(value);
  return NULL;
}

int too_few(PyObject *self, PyObject *args) {
  PyObject *a;
  if (PyType_HasFeature(self) || PyType_HasFeature())
    return -1;
  return PyArg_UnpackTuple(args) || PyArg_UnpackTuple(args, "x", 1, 1, &a);
}

PyObject *fine(PyObject *self, PyObject *args) {
  PyObject *lost = PyList_New(0);
  return NULL;
}
