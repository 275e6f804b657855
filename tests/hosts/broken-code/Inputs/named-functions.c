#include <Python.h>

static PyObject *kept;

PyObject *make_text(const char *s, Py_ssize_t size) {
  return PyUnicode_FromStringAndSize(s, size);
}

PyObject *make_number(long number, PyObject *value) {
  if (number > 3)
    kept = Py_NewRef(value);
  return PyLong_FromLong(number);
}

int keep(PyObject *value, void *data, ...) {
  if (!value)
    return -1;
  kept = Py_NewRef(value);
  return 0;
}

int keep_old(PyObject *value, PyObject *other) {
  kept = Py_NewRef(value);
  return other != value;
}
