// RUN: %check_all_hosts %s
// RUNTIME-SETUP: class T: pass
// RUNTIME: good=register_object args=({}, object())
// RUNTIME: good=append args=([],)
// RUNTIME: good=attribute call=o run=f(T())
// RUNTIME: good=released_twice,field args=(1, 2)
// RUNTIME: good=argument args=([1],)
// Pattern: S09
// The function gives up its reference, but another one keeps the object alive:
// a container's, a field's, the caller's.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// The dict has a reference of its own.
static PyObject *register_object(PyObject *self, PyObject *args) {
  PyObject *registry, *key;
  if (!PyArg_ParseTuple(args, "O!O", &PyDict_Type, &registry, &key))
    return NULL;
  PyObject *entry = PyList_New(0);
  if (entry == NULL)
    return NULL;
  int failed = PyDict_SetItem(registry, key, entry) < 0;
  Py_DECREF(entry);
  if (failed)
    return NULL;
  return PyLong_FromSsize_t(PyList_GET_SIZE(entry));
}

// So has the list; the item is used after the release.
static PyObject *append(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list))
    return NULL;
  PyObject *item = PyDict_New();
  if (item == NULL)
    return NULL;
  if (PyList_Append(list, item) < 0) {
    Py_DECREF(item);
    return NULL;
  }
  Py_DECREF(item);
  if (PyDict_SetItemString(item, "index", Py_None) < 0)
    return NULL;
  return Py_NewRef(item);
}

static PyObject *attribute(PyObject *self, PyObject *arg) {
  PyObject *cache = PyDict_New();
  if (cache == NULL)
    return NULL;
  if (PyObject_SetAttrString(arg, "cache", cache) < 0) {
    Py_DECREF(cache);
    return NULL;
  }
  Py_DECREF(cache);
  if (PyDict_SetItemString(cache, "owner", Py_True) < 0)
    return NULL;
  Py_RETURN_NONE;
}

// Two references taken, two given up, and one is left all the time.
static PyObject *released_twice(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  Py_INCREF(text);
  Py_INCREF(text);
  Py_DECREF(text);
  Py_DECREF(text);
  Py_ssize_t length = PyUnicode_GetLength(text);
  Py_DECREF(text);
  return PyLong_FromSsize_t(length);
}

// The caller's reference is there before and after.
static PyObject *argument(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &list))
    return NULL;
  Py_INCREF(list);
  PyObject *text = PyObject_Repr(list);
  Py_DECREF(list);
  if (text == NULL)
    return NULL;
  Py_DECREF(text);
  return PyLong_FromSsize_t(PyList_GET_SIZE(list));
}

static PyObject *current;

static PyObject *field(PyObject *self, PyObject *args) {
  PyObject *copy = PySequence_List(args);
  if (copy == NULL)
    return NULL;
  Py_INCREF(copy);
  Py_XSETREF(current, copy);
  Py_ssize_t size = PyList_GET_SIZE(copy);
  Py_DECREF(copy);
  size += PyList_GET_SIZE(current);
  return PyLong_FromSsize_t(size);
}

PyMethodDef reference_methods[] = {{"attribute", attribute, METH_O, NULL},
                                   {NULL, NULL, 0, NULL}};
