#include <Python.h>

int is_text(PyObject *object) { return Py_TYPE(object) == &PyUnicode_Type; }

int is_text_or_null(PyObject *object) {
  return object != NULL && Py_TYPE(object) == &PyUnicode_Type;
}

// The test comes too late.
int is_empty(PyObject *object) {
  Py_ssize_t size = Py_SIZE(object);
  if (object == NULL)
    return 1;
  return size == 0;
}
