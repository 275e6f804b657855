#include <Python.h>

static int shorten(PyObject *list) {
  return PyList_SetSlice(list, 0, 1, NULL);
}

/* Drops what the list holds, by a helper. */
int wipe(PyObject *list) { return shorten(list); }

/* Never comes back. */
void wreck(PyObject *item) {
  if (item == NULL)
    Py_FatalError("nothing");
  Py_FatalError("something");
}

/* Only reads. */
Py_ssize_t measure(PyObject *list) { return PyList_GET_SIZE(list); }

/* Calls Python code in one outcome. */
PyObject *maybe_call(PyObject *function, int call) {
  if (!call)
    return PyLong_FromLong(0);
  return PyObject_CallNoArgs(function);
}

/* With itself. */
int countdown(PyObject *item, int n) {
  if (n == 0)
    return 0;
  return countdown(item, n - 1);
}

/* Fails if an exception is set when it is called. */
int report_error(const char *text) {
  if (!PyErr_Occurred())
    return 0;
  PyErr_Clear();
  return -1;
}
