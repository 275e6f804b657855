// RUN: %check_all_hosts %s
// RUNTIME: bad=first_bad:crash good=first_good call=o args=((object() for i in [1]),)
// RUNTIME: bad=split_bad:freed good=split_good call=o args=('one two',)
// RUNTIME: bad=last_bad:crash good=last_good call=o args=((object() for i in [1]),)
// RUNTIME: bad=constant_bad:crash good=constant_good call=o args=(object(),)
// Pattern: U16
// A reference borrowed from a temporary container is good as long as the
// temporary is.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *first_bad(PyObject *self, PyObject *arg) {
  PyObject *tuple = PySequence_Tuple(arg);
  if (tuple == NULL)
    return NULL;
  if (PyTuple_GET_SIZE(tuple) == 0) {
    Py_DECREF(tuple);
    Py_RETURN_NONE;
  }
  PyObject *item = PyTuple_GET_ITEM(tuple, 0);
  Py_DECREF(tuple);
  return PyObject_Str(item);
  // USE-AFTER-RELEASE: 'item'
}

static PyObject *first_good(PyObject *self, PyObject *arg) {
  PyObject *tuple = PySequence_Tuple(arg);
  if (tuple == NULL)
    return NULL;
  if (PyTuple_GET_SIZE(tuple) == 0) {
    Py_DECREF(tuple);
    Py_RETURN_NONE;
  }
  PyObject *text = PyObject_Str(PyTuple_GET_ITEM(tuple, 0));
  Py_DECREF(tuple);
  return text;
}

// The new reference comes too late.
static PyObject *split_bad(PyObject *self, PyObject *arg) {
  PyObject *parts = PyUnicode_Split(arg, NULL, 1);
  if (parts == NULL)
    return NULL;
  PyObject *head = PyList_GetItem(parts, 0);
  Py_DECREF(parts);
  if (head == NULL)
    return NULL;
  Py_INCREF(head);
  // USE-AFTER-RELEASE: 'head'
  return head;
}

static PyObject *split_good(PyObject *self, PyObject *arg) {
  PyObject *parts = PyUnicode_Split(arg, NULL, 1);
  if (parts == NULL)
    return NULL;
  PyObject *head = PyList_GetItem(parts, 0);
  Py_XINCREF(head);
  Py_DECREF(parts);
  return head;
}

// The last item outlives the loop, but not its container.
static PyObject *last_bad(PyObject *self, PyObject *arg) {
  PyObject *fast = PySequence_Fast(arg, "a sequence is expected");
  if (fast == NULL)
    return NULL;
  PyObject *last = NULL;
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast); i++)
    last = PySequence_Fast_GET_ITEM(fast, i);
  Py_DECREF(fast);
  if (last == NULL)
    Py_RETURN_NONE;
  return PyObject_Repr(last);
  // USE-AFTER-RELEASE: 'last'
}

static PyObject *last_good(PyObject *self, PyObject *arg) {
  PyObject *fast = PySequence_Fast(arg, "a sequence is expected");
  if (fast == NULL)
    return NULL;
  PyObject *last = NULL;
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast); i++)
    last = PySequence_Fast_GET_ITEM(fast, i);
  Py_XINCREF(last);
  Py_DECREF(fast);
  if (last == NULL)
    Py_RETURN_NONE;
  PyObject *text = PyObject_Repr(last);
  Py_DECREF(last);
  return text;
}

// The dict holds the only reference to its value.
static PyObject *constant_bad(PyObject *self, PyObject *arg) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  PyObject *value = PyObject_Repr(arg);
  if (value == NULL || PyDict_SetItemString(dict, "value", value) < 0) {
    Py_XDECREF(value);
    Py_DECREF(dict);
    return NULL;
  }
  Py_DECREF(value);
  PyObject *found = PyDict_GetItemString(dict, "value");
  Py_DECREF(dict);
  return found ? PyObject_Str(found) : NULL;
  // USE-AFTER-RELEASE: 'found'
}

static PyObject *constant_good(PyObject *self, PyObject *arg) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  PyObject *value = PyObject_Repr(arg);
  if (value == NULL || PyDict_SetItemString(dict, "value", value) < 0) {
    Py_XDECREF(value);
    Py_DECREF(dict);
    return NULL;
  }
  Py_DECREF(value);
  PyObject *found = PyDict_GetItemString(dict, "value");
  Py_XINCREF(found);
  Py_DECREF(dict);
  return found;
}

PyMethodDef borrowed_methods[] = {
    {"first_bad", first_bad, METH_O, NULL},
    {"first_good", first_good, METH_O, NULL},
    {"split_bad", split_bad, METH_O, NULL},
    {"split_good", split_good, METH_O, NULL},
    {"last_bad", last_bad, METH_O, NULL},
    {"last_good", last_good, METH_O, NULL},
    {"constant_bad", constant_bad, METH_O, NULL},
    {"constant_good", constant_good, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
