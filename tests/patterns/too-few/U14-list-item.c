// RUN: %check_all_hosts %s
// RUNTIME-SETUP: class Item:
// RUNTIME-SETUP:     def __getattr__(self, name):
// RUNTIME-SETUP:         kept.clear()
// RUNTIME-SETUP:         return 1
// RUNTIME-SETUP:     def __repr__(self): return "<item>"
// RUNTIME-SETUP: kept = []
// RUNTIME-SETUP: class Clear:
// RUNTIME-SETUP:     def __repr__(self):
// RUNTIME-SETUP:         kept.clear()
// RUNTIME-SETUP:         return "<clear>"
// RUNTIME-SETUP: def items():
// RUNTIME-SETUP:     kept[:] = [Item()]
// RUNTIME-SETUP:     return (kept,)
// RUNTIME: bad=name_bad:crash|over|freed,macro_bad:crash|over|freed,incref_bad:crash|over|freed
//     args=items()
// RUNTIME: good=name_good,first_good,copied_good,again_good args=items()
// RUNTIME: bad=format_bad:crash|over|freed good=format_good args=items() + (Clear(),)
// Pattern: U14
// An item of a list that Python code can reach is used after a call that runs
// Python code, which can take it out of the list.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *name_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  PyObject *item = PyList_GetItem(list, 0);
  if (item == NULL)
    return NULL;
  PyObject *name = PyObject_GetAttrString(item, "name");
  if (name == NULL)
    return NULL;
  Py_DECREF(name);
  return PyObject_Repr(item);
  // BORROWED-INVALIDATED: 'item' ... 'PyObject_GetAttrString'
}

static PyObject *macro_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  if (PyList_GET_SIZE(list) == 0)
    return NULL;
  PyObject *item = PyList_GET_ITEM(list, 0);
  PyObject *name = PyObject_GetAttrString(item, "name");
  if (name == NULL)
    return NULL;
  int done = PyObject_SetAttrString(item, "name", name);
  // BORROWED-INVALIDATED: 'item'
  Py_DECREF(name);
  if (done < 0)
    return NULL;
  Py_RETURN_NONE;
}

// The reference comes too late.
static PyObject *incref_bad(PyObject *self, PyObject *args) {
  PyObject *item = PyList_GetItem(PyTuple_GET_ITEM(args, 0), 0);
  if (item == NULL)
    return NULL;
  PyObject *name = PyObject_GetAttrString(item, "name");
  if (name == NULL)
    return NULL;
  Py_DECREF(name);
  Py_INCREF(item);
  // BORROWED-INVALIDATED: 'item'
  return item;
}

static PyObject *name_good(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  PyObject *item = PyList_GetItem(list, 0);
  if (item == NULL)
    return NULL;
  Py_INCREF(item);
  PyObject *name = PyObject_GetAttrString(item, "name");
  PyObject *text = name == NULL ? NULL : PyObject_Repr(item);
  Py_XDECREF(name);
  Py_DECREF(item);
  return text;
}

// Not used after the call but for a comparison of the pointer.
static PyObject *first_good(PyObject *self, PyObject *args) {
  PyObject *item = PyList_GetItem(PyTuple_GET_ITEM(args, 0), 0);
  if (item == NULL)
    return NULL;
  PyObject *name = PyObject_GetAttrString(item, "name");
  if (name == item) {
    Py_XDECREF(name);
    return NULL;
  }
  return name;
}

// Nobody else has the copy.
static PyObject *copied_good(PyObject *self, PyObject *args) {
  PyObject *copy = PyList_GetSlice(PyTuple_GET_ITEM(args, 0), 0, 1);
  if (copy == NULL)
    return NULL;
  PyObject *item = PyList_GetItem(copy, 0);
  PyObject *name = item == NULL ? NULL : PyObject_GetAttrString(item, "name");
  if (name == NULL) {
    Py_DECREF(copy);
    return NULL;
  }
  Py_DECREF(name);
  PyObject *text = PyObject_Repr(item);
  Py_DECREF(copy);
  return text;
}

// What is read again is there.
static PyObject *again_good(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  if (PyList_GET_SIZE(list) == 0)
    return NULL;
  PyObject *name = PyObject_GetAttrString(PyList_GET_ITEM(list, 0), "name");
  if (name == NULL)
    return NULL;
  Py_DECREF(name);
  if (PyList_GET_SIZE(list) == 0)
    Py_RETURN_NONE;
  return Py_NewRef(PyList_GET_ITEM(list, 0));
}

// The first object's text is made first.
static PyObject *format_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  PyObject *item = PyList_GetItem(list, 0);
  if (item == NULL)
    return NULL;
  return PyUnicode_FromFormat("%d: %R of %R", 1, PyTuple_GET_ITEM(args, 1), item);
  // BORROWED-INVALIDATED: 'item'
}

static PyObject *format_good(PyObject *self, PyObject *args) {
  PyObject *list = PyTuple_GET_ITEM(args, 0);
  PyObject *item = PyList_GetItem(list, 0);
  if (item == NULL)
    return NULL;
  return PyUnicode_FromFormat("%R is item %d of %R", item, 1, list);
}
