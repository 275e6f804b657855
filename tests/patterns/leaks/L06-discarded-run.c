// RUN: %check_all_hosts %s
// RUNTIME: bad=run_bad:leak,import_bad:leak,in_place_bad:leak
//     good=run_good,import_good,in_place_good,no_object_good args=([],)
// Pattern: L06
// Results of other functions that are often called for their effect alone.

#include <Python.h>

static PyObject *run_bad(PyObject *self, PyObject *args) {
  PyObject *globals = PyDict_New();
  if (globals == NULL)
    return NULL;
  PyRun_String("x = 1", Py_file_input, globals, globals);
  // LEAK: 'PyRun_String'
  Py_DECREF(globals);
  if (PyErr_Occurred())
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *import_bad(PyObject *self, PyObject *args) {
  if (PyImport_ImportModule("sys") == NULL)
    // LEAK: 'PyImport_ImportModule'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *in_place_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  PySequence_InPlaceConcat(list, list);
  // LEAK: 'PySequence_InPlaceConcat'
  Py_RETURN_NONE;
}

static PyObject *run_good(PyObject *self, PyObject *args) {
  PyObject *globals = PyDict_New();
  if (globals == NULL)
    return NULL;
  PyObject *result = PyRun_String("x = 1", Py_file_input, globals, globals);
  Py_DECREF(globals);
  return result;
}

static PyObject *import_good(PyObject *self, PyObject *args) {
  PyObject *module = PyImport_ImportModule("sys");
  if (module == NULL)
    return NULL;
  Py_DECREF(module);
  Py_RETURN_NONE;
}

static PyObject *in_place_good(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  Py_XDECREF(PySequence_InPlaceConcat(list, list));
  Py_RETURN_NONE;
}

// Nothing is lost with these results: no reference, a borrowed one, NULL.
static PyObject *no_object_good(PyObject *self, PyObject *args) {
  PyList_Append(PyTuple_GET_ITEM(args, 0), Py_None);
  PyImport_AddModule("sys");
  PyList_GetItem(PyTuple_GET_ITEM(args, 0), 0);
  PyErr_Format(PyExc_ValueError, "always %s", "NULL");
  return NULL;
}
