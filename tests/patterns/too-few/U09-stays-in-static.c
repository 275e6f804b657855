// RUN: %check_all_hosts %s
// RUNTIME: none (the variables are read by another call, later)
// Pattern: U09
// What a caller lends for a call stays in a variable that outlives it.

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdlib.h>

static PyObject *hook, *parsed, *current, *compare_with;
PyObject *shown_hook;

// Whoever reads them later.
static PyObject *hooks(void) {
  PyObject *all = PyList_New(0);
  if (all != NULL && hook != NULL && PyList_Append(all, hook) < 0)
    Py_CLEAR(all);
  if (all != NULL && parsed != NULL && PyList_Append(all, parsed) < 0)
    Py_CLEAR(all);
  if (all != NULL && shown_hook != NULL && PyList_Append(all, shown_hook) < 0)
    Py_CLEAR(all);
  return all;
}

static PyObject *set_hook_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyTuple_GET_ITEM(args, 0);
  hook = value; // OVERRELEASE: 'value' ... 'hook'
  Py_RETURN_NONE;
}

static PyObject *set_hook_good(PyObject *self, PyObject *args) {
  PyObject *value = PyTuple_GET_ITEM(args, 0), *old = hook;
  hook = Py_NewRef(value);
  Py_XDECREF(old);
  PyObject *all = hooks();
  Py_CLEAR(hook);
  return all;
}

// A parse writes it there.
static PyObject *set_parsed_bad(PyObject *self, PyObject *args) {
  if (!PyArg_ParseTuple(args, "O", &parsed)) {
    // OVERRELEASE@-1: 'PyArg_ParseTuple' ... 'parsed'
    return NULL;
  }
  Py_RETURN_NONE;
}

static PyObject *set_parsed_good(PyObject *self, PyObject *args) {
  if (!PyArg_ParseTuple(args, "O", &parsed))
    return NULL;
  Py_INCREF(parsed);
  PyObject *all = hooks();
  Py_CLEAR(parsed);
  return all;
}

// Of a variable that other files see, and of the only argument.
static PyObject *set_shown_bad(PyObject *self, PyObject *value) {
  if (value == Py_None) {
    shown_hook = NULL;
  } else if (PyCallable_Check(value)) {
    shown_hook = value; // OVERRELEASE: 'value' ... 'shown_hook'
  } else {
    PyErr_SetNone(PyExc_TypeError);
    return NULL;
  }
  Py_RETURN_NONE;
}

static PyObject *set_shown_good(PyObject *self, PyObject *value) {
  Py_XSETREF(shown_hook, Py_NewRef(value));
  Py_RETURN_NONE;
}

// It is taken back before the call ends.
static PyObject *during_call_good(PyObject *self, PyObject *args) {
  PyObject *before = current;
  current = PyTuple_GET_ITEM(args, 0);
  PyObject *text = PyObject_Str(current);
  current = before;
  return text;
}

// It is for a callback that runs now.
static int compare(const void *a, const void *b) {
  return compare_with != NULL && *(const char *)a > *(const char *)b;
}

static PyObject *sorted_good(PyObject *self, PyObject *args) {
  char text[4] = "cab";
  compare_with = PyTuple_GET_ITEM(args, 0);
  qsort(text, 3, 1, compare);
  return PyUnicode_FromString(text);
}

// A helper that is called while it stands there.
static PyObject *with_helper_good(PyObject *self, PyObject *args) {
  hook = PyTuple_GET_ITEM(args, 0);
  return hooks();
}

// The object takes itself out when it ends.
typedef struct {
  PyObject_HEAD
} Window;

static PyObject *active;

static PyObject *activate_good(PyObject *self, PyObject *window) {
  active = window;
  Py_RETURN_NONE;
}

static void window_dealloc(Window *self) {
  if (active == (PyObject *)self)
    active = NULL;
  Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Window_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Window",
    .tp_basicsize = sizeof(Window),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)window_dealloc,
    .tp_new = PyType_GenericNew,
};

// What is returned is counted for the caller, not for the variable.
static PyObject *returned_bad(PyObject *self, PyObject *value) {
  shown_hook = value; // OVERRELEASE: 'value' ... 'shown_hook'
  return Py_NewRef(value);
}

// A container has it as well.
static PyObject *also_kept_good(PyObject *self, PyObject *value) {
  static PyObject *all;
  if (all == NULL && (all = PyList_New(0)) == NULL)
    return NULL;
  if (PyList_Append(all, value) < 0)
    return NULL;
  shown_hook = value;
  Py_RETURN_NONE;
}

PyObject *(*used[])(PyObject *, PyObject *) = {
    set_shown_bad, set_shown_good, activate_good, returned_bad, also_kept_good};
