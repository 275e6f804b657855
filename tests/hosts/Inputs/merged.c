#include <Python.h>

/* Makes a reference and loses it, wherever it is used. */
#define ADD(module, value)                                                     \
  do {                                                                         \
    PyObject *number = PyLong_FromLong(value);                                 \
    if (number == NULL)                                                        \
      return -1;                                                               \
    if (PyModule_AddObjectRef(module, #value, number) < 0)                     \
      return -1;                                                               \
    Py_DECREF(number);                                                         \
  } while (0)

int use_1(PyObject *module) {
  ADD(module, 1);
  return 0;
}

int use_2(PyObject *module) {
  ADD(module, 2);
  return 0;
}

int use_3(PyObject *module) {
  ADD(module, 3);
  return 0;
}

PyObject *one_exit(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *dict = PyDict_New();
  if (dict == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  PyObject *name = PyUnicode_FromString("name");
  if (name == NULL) {
    Py_DECREF(list);
    Py_DECREF(dict);
    return NULL;
  }
  if (PyTuple_Size(args) < 0)
    return NULL;
  PyObject *all = PyTuple_Pack(3, list, dict, name);
  Py_DECREF(list);
  Py_DECREF(dict);
  Py_DECREF(name);
  return all;
}
