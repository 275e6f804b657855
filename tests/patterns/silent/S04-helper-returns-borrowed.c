// RUN: %check_all_hosts %s
// RUNTIME: good=option args=({'verbose': object()},)
// RUNTIME: good=option args=({},)
// RUNTIME: good=named args=('text',)
// RUNTIME: good=last args=(object(), object())
// Pattern: S04
// Helpers of the same file that return borrowed references, to callers that
// treat them as such. Only functions which the interpreter calls must return
// new references.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *get_option(PyObject *options, const char *name) {
  PyObject *value = PyDict_GetItemString(options, name);
  return value ? value : Py_None;
}

static PyObject *option(PyObject *self, PyObject *args) {
  PyObject *options;
  if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &options))
    return NULL;
  PyObject *value = get_option(options, "verbose");
  return PyBool_FromLong(value != Py_None);
}

static PyObject *type_table;

// Borrowed from the table, which is filled on the first call.
static PyObject *find_type(const char *name) {
  if (type_table == NULL) {
    type_table = PyDict_New();
    if (type_table == NULL)
      return NULL;
    if (PyDict_SetItemString(type_table, "text", (PyObject *)&PyUnicode_Type) <
        0) {
      Py_CLEAR(type_table);
      return NULL;
    }
  }
  PyObject *type = PyDict_GetItemString(type_table, name);
  if (type == NULL)
    PyErr_Format(PyExc_LookupError, "no type named %s", name);
  return type;
}

static PyObject *named(PyObject *self, PyObject *args) {
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name))
    return NULL;
  PyObject *type = find_type(name);
  Py_XINCREF(type);
  return type;
}

typedef struct {
  PyObject **items;
  Py_ssize_t size;
} View;

static PyObject *view_last(const View *view) {
  return view->size ? view->items[view->size - 1] : NULL;
}

static PyObject *last(PyObject *self, PyObject *args) {
  View view = {PySequence_Fast_ITEMS(args), PyTuple_GET_SIZE(args)};
  PyObject *item = view_last(&view);
  if (item == NULL)
    Py_RETURN_NONE;
  return Py_NewRef(item);
}
