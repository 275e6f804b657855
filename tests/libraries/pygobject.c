// RUN: %check_all_hosts %s -I%tests/Inputs/libraries
// The contracts of pygobject: macros for members of a table, and the members
// themselves.

#include <Python.h>
#include <pygobject.h>

GObject *find_object(const char *name);

static PyObject *wrap_bad(PyObject *self, PyObject *list) {
  PyObject *wrapper = pygobject_new(find_object("x"));
  if (wrapper == NULL)
    return NULL;
  if (PyList_Append(list, wrapper) < 0)
    return NULL;
  // LEAK: 'wrapper': the new reference returned by 'pygobject_new'
  Py_DECREF(wrapper);
  Py_RETURN_NONE;
}

static PyObject *wrap_good(PyObject *self, PyObject *list) {
  PyObject *wrapper = pygobject_new_full(find_object("x"), 1, NULL);
  if (wrapper == NULL)
    return NULL;
  int failed = PyList_Append(list, wrapper);
  Py_DECREF(wrapper);
  if (failed)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *member_bad(PyObject *self, PyObject *list) {
  PyObject *wrapper = _PyGObject_API->newgobj(find_object("x"));
  if (wrapper == NULL)
    return NULL;
  if (PyList_Append(list, wrapper) < 0)
    return NULL;
  // LEAK: 'wrapper': the new reference returned by '_PyGObject_API->newgobj'
  Py_DECREF(wrapper);
  Py_RETURN_NONE;
}

static PyObject *class_bad(PyObject *self, PyObject *arg) {
  PyTypeObject *type = pygobject_lookup_class(80);
  if (type == NULL)
    Py_RETURN_NONE;
  return (PyObject *)type;
  // RETURN-BORROWED: 'type'
}

static PyObject *class_good(PyObject *self, PyObject *arg) {
  PyTypeObject *type = pygobject_lookup_class(80);
  if (type == NULL)
    Py_RETURN_NONE;
  Py_INCREF(type);
  return (PyObject *)type;
}

// A closure takes references of its own.
static PyObject *closure_bad(PyObject *self, PyObject *arg) {
  PyObject *extra = PyTuple_Pack(1, arg);
  if (extra == NULL)
    return NULL;
  GClosure *closure = pyg_closure_new(self, extra, NULL);
  if (closure == NULL) {
    Py_DECREF(extra);
    return NULL;
  }
  Py_RETURN_NONE;
  // LEAK: 'extra'
}

static PyObject *closure_good(PyObject *self, PyObject *arg) {
  PyObject *extra = PyTuple_Pack(1, arg);
  if (extra == NULL)
    return NULL;
  GClosure *closure = pyg_closure_new(self, extra, NULL);
  Py_DECREF(extra);
  if (closure == NULL)
    return PyErr_NoMemory();
  Py_RETURN_NONE;
}

static PyObject *convert_good(PyObject *self, PyObject *arg) {
  GValue *value = (GValue *)find_object("value");
  PyObject *text = PyObject_Str(arg);
  if (text == NULL)
    return NULL;
  int failed = pyg_value_from_pyobject(value, text);
  Py_DECREF(text);
  if (failed)
    return PyErr_NoMemory();
  return pyg_value_as_pyobject(value, 1);
}
