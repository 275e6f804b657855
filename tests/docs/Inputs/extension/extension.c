#include <Python.h>

static PyObject *twice(PyObject *self, PyObject *arg) {
  PyObject *two = PyLong_FromLong(2);
  if (two == NULL)
    return NULL;
  PyObject *result = PyNumber_Multiply(arg, two);
  Py_DECREF(two);
  return result;
}

static PyMethodDef methods[] = {
    {"twice", twice, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "extension", NULL, 0, methods,
    NULL,                  NULL,        NULL, NULL,
};

PyMODINIT_FUNC PyInit_extension(void) { return PyModule_Create(&definition); }
