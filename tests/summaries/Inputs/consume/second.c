#include <Python.h>

PyObject *new_from(PyTypeObject *type, PyObject *descr, int size);
extern PyTypeObject Array_Type;

// Hands its argument on.
PyObject *make_array(PyObject *descr, int size) {
  return new_from(&Array_Type, descr, size);
}

// Returns its argument, or makes something else of it.
PyObject *as_bytes(PyObject *given) {
  PyObject *result = NULL;
  if (given == NULL)
    return NULL;
  if (PyUnicode_Check(given)) {
    result = PyUnicode_AsUTF8String(given);
    Py_DECREF(given);
  } else if (PyBytes_Check(given)) {
    result = given;
  } else {
    PyErr_SetString(PyExc_TypeError, "text or bytes");
    Py_DECREF(given);
  }
  return result;
}

PyObject *only_looks(PyObject *given) { return PyObject_Repr(given); }
