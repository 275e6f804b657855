// What becomes of an argument that a function of another file consumes.
#include <Python.h>

PyObject *as_bytes(PyObject *given);
PyObject *make_array(PyObject *descr, int size);
PyObject *only_looks(PyObject *given);

PyObject *length_good(PyObject *self, PyObject *name) {
  Py_INCREF(name);
  PyObject *bytes = as_bytes(name);
  if (bytes == NULL)
    return NULL;
  PyObject *size = PyLong_FromSsize_t(PyBytes_GET_SIZE(bytes));
  Py_DECREF(bytes);
  return size;
}

PyObject *length_bad(PyObject *self, PyObject *name) {
  Py_INCREF(name);
  PyObject *bytes = as_bytes(name);
  if (bytes == NULL)
    return NULL;
  Py_DECREF(name); // once too often
  PyObject *size = PyLong_FromSsize_t(PyBytes_GET_SIZE(bytes));
  Py_DECREF(bytes);
  return size;
}

PyObject *lost_bad(PyObject *self, PyObject *name) {
  Py_INCREF(name);
  PyObject *bytes = as_bytes(name);
  if (bytes == NULL)
    return NULL;
  return PyLong_FromSsize_t(PyBytes_GET_SIZE(bytes)); // leaks bytes
}

PyObject *wrap_good(PyObject *self, PyObject *o) {
  PyObject *descr = PyObject_GetAttrString(o, "dtype");
  if (descr == NULL)
    return NULL;
  return make_array(descr, 1);
}

PyObject *look_bad(PyObject *self, PyObject *o) {
  PyObject *descr = PyObject_GetAttrString(o, "dtype");
  if (descr == NULL)
    return NULL;
  return only_looks(descr); // leaks descr
}
