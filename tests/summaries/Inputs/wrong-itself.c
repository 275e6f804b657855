#include <Python.h>

/* A method, and called by another file, which knows that nothing is new. */
PyObject *check_closed(PyObject *self, PyObject *args) {
  if (args == Py_True)
    return Py_None;
  return PyList_New(0);
}

static PyMethodDef methods[] = {{"check_closed", check_closed, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};
