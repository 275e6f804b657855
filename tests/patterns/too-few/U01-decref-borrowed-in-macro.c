// RUN: %check_all_hosts %s
// RUNTIME: bad=macro_bad:over good=macro_good args=([object()],)
// RUNTIME: bad=clear_bad:over good=clear_good args=({'entry': object()},)
// Pattern: U01
// The release is hidden in a macro of the extension, or in Py_CLEAR. The
// finding stands where the macro is used.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define RELEASE(object)                                                        \
  do {                                                                         \
    if (object) {                                                              \
      Py_DECREF(object);                                                       \
      object = NULL;                                                           \
    }                                                                          \
  } while (0)

static PyObject *macro_bad(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list))
    return NULL;
  PyObject *item = PyList_GetItem(list, 0);
  if (item == NULL)
    return NULL;
  PyObject *result = PyObject_Repr(item);
  RELEASE(item);
  // OVERRELEASE: ... 'item'
  return result;
}

static PyObject *macro_good(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list))
    return NULL;
  PyObject *item = PySequence_GetItem(list, 0);
  if (item == NULL)
    return NULL;
  PyObject *result = PyObject_Repr(item);
  RELEASE(item);
  return result;
}

static PyObject *clear_bad(PyObject *self, PyObject *args) {
  PyObject *dict;
  if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &dict))
    return NULL;
  PyObject *entry = PyDict_GetItemString(dict, "entry");
  PyObject *result = PyBool_FromLong(entry != NULL);
  Py_CLEAR(entry);
  // OVERRELEASE: ... 'entry'
  return result;
}

static PyObject *clear_good(PyObject *self, PyObject *args) {
  PyObject *dict;
  if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &dict))
    return NULL;
  PyObject *entry = PyDict_GetItemString(dict, "entry");
  Py_XINCREF(entry);
  PyObject *result = PyBool_FromLong(entry != NULL);
  Py_CLEAR(entry);
  return result;
}
