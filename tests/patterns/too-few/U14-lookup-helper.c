// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import sys
// RUNTIME-SETUP: class Hook:
// RUNTIME-SETUP:     def __call__(self, arg):
// RUNTIME-SETUP:         sys.excepthook = sys.__excepthook__
// RUNTIME-SETUP:         raise ValueError
// RUNTIME-SETUP: def hook():
// RUNTIME-SETUP:     sys.excepthook = Hook()
// RUNTIME-SETUP:     return 1
// RUNTIME-SETUP: class Item: pass
// RUNTIME-SETUP: def lookup():
// RUNTIME-SETUP:     items = {1: Item()}
// RUNTIME-SETUP:     return (items, 1, items.clear)
// RUNTIME: call=o bad=hook_bad:crash|over good=hook_good args=(hook(),)
// RUNTIME: bad=find_bad:crash|over|freed good=find_good args=lookup()
// Pattern: U14
// A helper hands on what a table of the interpreter, or a dictionary, lends. Code
// that is called can replace it there.

#include <Python.h>

static PyObject *get_hook(const char *name) { return PySys_GetObject(name); }

static PyObject *hook_bad(PyObject *self, PyObject *arg) {
  PyObject *hook = get_hook("excepthook");
  if (hook == NULL)
    Py_RETURN_NONE;
  PyObject *done = PyObject_CallOneArg(hook, arg);
  if (done != NULL)
    return done;
  PyErr_Clear();
  return PyObject_Repr(hook);
  // BORROWED-INVALIDATED: 'hook'
}

static PyObject *hook_good(PyObject *self, PyObject *arg) {
  PyObject *hook = get_hook("excepthook");
  if (hook == NULL)
    Py_RETURN_NONE;
  Py_INCREF(hook);
  PyObject *done = PyObject_CallOneArg(hook, arg);
  if (done == NULL) {
    PyErr_Clear();
    done = PyObject_Repr(hook);
  }
  Py_DECREF(hook);
  return done;
}

static PyObject *registry;

static PyObject *get_handler(PyObject *name) {
  PyObject *handler = PyDict_GetItemWithError(registry, name);
  if (handler == NULL && !PyErr_Occurred())
    PyErr_SetObject(PyExc_KeyError, name);
  return handler;
}

static PyObject *handler_bad(PyObject *self, PyObject *arg) {
  PyObject *handler = get_handler(arg);
  if (handler == NULL)
    return NULL;
  int is_on = PyObject_IsTrue(arg);
  if (is_on < 0)
    return NULL;
  Py_INCREF(handler);
  // BORROWED-INVALIDATED: 'handler'
  return handler;
}

static PyObject *handler_good(PyObject *self, PyObject *arg) {
  PyObject *handler = get_handler(arg);
  if (handler == NULL)
    return NULL;
  Py_INCREF(handler);
  if (PyObject_IsTrue(arg) < 0)
    Py_CLEAR(handler);
  return handler;
}

// An argument's dictionary.
static PyObject *find(PyObject *dict, PyObject *key) {
  PyObject *found = PyDict_GetItemWithError(dict, key);
  return found != NULL ? found : PyErr_Occurred() ? NULL : Py_None;
}

static PyObject *find_bad(PyObject *self, PyObject *args) {
  PyObject *found = find(PyTuple_GET_ITEM(args, 0), PyTuple_GET_ITEM(args, 1));
  if (found == NULL || found == Py_None)
    return NULL;
  PyObject *called = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 2));
  if (called == NULL)
    return NULL;
  Py_DECREF(called);
  return Py_NewRef(found);
  // BORROWED-INVALIDATED: 'found'
}

// A dictionary that nobody else has.
static PyObject *find_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL || PyDict_SetItemString(dict, "x", args) < 0) {
    Py_XDECREF(dict);
    return NULL;
  }
  PyObject *found = find(dict, args);
  PyObject *called = found ? PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 2)) : NULL;
  if (called != NULL) {
    Py_DECREF(called);
    Py_INCREF(found);
  }
  Py_DECREF(dict);
  return called != NULL ? found : NULL;
}

static PyMethodDef methods[] = {
    {"hook_bad", hook_bad, METH_O},       {"hook_good", hook_good, METH_O},
    {"handler_bad", handler_bad, METH_O}, {"handler_good", handler_good, METH_O},
    {"find_bad", find_bad, METH_VARARGS}, {"find_good", find_good, METH_VARARGS},
    {NULL}};
PyMethodDef *methods_of_module(void) { return methods; }
