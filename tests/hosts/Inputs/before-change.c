#include <Python.h>

/*
-- b/src/both.c
*/
PyObject *forgets(PyObject *self, PyObject *args) {
  PyObject *number = PyLong_FromLong(1);
  if (number == NULL)
    return NULL;
  Py_DECREF(number);
  /* Here, too,
     there are some lines between. */
  return PyUnicode_FromString("forgotten");
}

PyObject *borrowed(PyObject *self, PyObject *args) {
  /* The gap is nowhere near. */
  return PyTuple_GetItem(args, 0);
}
