// RUN: %check_all_hosts %s
// RUNTIME: good=flag,optional,first,compare,as_bool,flags args=(1, 'x')
// RUNTIME: good=optional,flag args=()
// Pattern: idiom
// None, True, False and NotImplemented: Py_RETURN_*, Py_NewRef, one Py_INCREF
// for several of them, comparisons by identity, uses that only borrow.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *flag(PyObject *self, PyObject *args) {
  PyObject *result = PyTuple_GET_SIZE(args) ? Py_True : Py_False;
  Py_INCREF(result);
  return result;
}

static PyObject *optional(PyObject *self, PyObject *args) {
  PyObject *value = Py_None, *option = NULL;
  if (!PyArg_ParseTuple(args, "|OO", &value, &option))
    return NULL;
  if (value == Py_None && option == NULL)
    Py_RETURN_NONE;
  if (option == NULL)
    option = Py_None;
  return PyTuple_Pack(2, value, option);
}

// A borrowed None stands for what was not found; nothing is released.
static PyObject *first(PyObject *self, PyObject *args) {
  PyObject *found = Py_None;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    if (PyUnicode_Check(PyTuple_GET_ITEM(args, i))) {
      found = PyTuple_GET_ITEM(args, i);
      break;
    }
  }
  if (found == Py_None)
    Py_RETURN_FALSE;
  return Py_NewRef(found);
}

static PyObject *compare(PyObject *self, PyObject *args) {
  if (PyTuple_GET_SIZE(args) != 2)
    Py_RETURN_NOTIMPLEMENTED;
  PyObject *result = PyObject_RichCompare(PyTuple_GET_ITEM(args, 0),
                                          PyTuple_GET_ITEM(args, 1), Py_EQ);
  if (result == NULL)
    return NULL;
  int equal = result == Py_True;
  Py_DECREF(result);
  return equal ? Py_NewRef(Py_True) : Py_NewRef(Py_False);
}

static PyObject *as_bool(PyObject *self, PyObject *args) {
  int truth = PyObject_IsTrue(args);
  if (truth < 0)
    return NULL;
  if (truth)
    Py_RETURN_TRUE;
  else
    Py_RETURN_FALSE;
}

// Calls that do not steal are given the singletons as they are.
static PyObject *flags(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  if (PyDict_SetItemString(dict, "on", Py_True) < 0 ||
      PyDict_SetItemString(dict, "off", Py_False) < 0 ||
      PyDict_SetItemString(dict, "unknown", Py_None) < 0 ||
      PyDict_SetItemString(dict, "rest", Py_Ellipsis) < 0) {
    Py_DECREF(dict);
    return NULL;
  }
  return Py_BuildValue("(NOO)", dict, Py_None, Py_True);
}
