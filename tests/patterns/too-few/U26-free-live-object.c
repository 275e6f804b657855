// RUN: %check_all_hosts %s
// RUNTIME: bad=del_bad:crash good=del_good
// RUNTIME: bad=mem_bad:crash good=mem_good call=o args=(object(),)
// RUNTIME: bad=error_bad:crash good=error_good fail=PyDict_SetItemString
// RUNTIME: bad=array_bad:crash good=array_good args=(object(),)
// Pattern: U26
// PyObject_Del, PyObject_Free and PyMem_Free give memory back, whatever the
// count says and without running the destructor: an object is released with
// Py_DECREF.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *del_bad(PyObject *self, PyObject *args) {
  PyObject *set = PySet_New(args);
  if (set == NULL)
    return NULL;
  Py_ssize_t size = PySet_Size(set);
  PyObject_Del(set);
  // OVERRELEASE: ... 'set'
  return PyLong_FromSsize_t(size);
}

static PyObject *del_good(PyObject *self, PyObject *args) {
  PyObject *set = PySet_New(args);
  if (set == NULL)
    return NULL;
  Py_ssize_t size = PySet_Size(set);
  Py_DECREF(set);
  return PyLong_FromSsize_t(size);
}

static PyObject *mem_bad(PyObject *self, PyObject *arg) {
  PyObject *text = PyObject_Repr(arg);
  if (text == NULL)
    return NULL;
  Py_ssize_t length = PyUnicode_GetLength(text);
  PyMem_Free(text);
  // OVERRELEASE: ... 'text'
  return PyLong_FromSsize_t(length);
}

static PyObject *mem_good(PyObject *self, PyObject *arg) {
  PyObject *text = PyObject_Repr(arg);
  if (text == NULL)
    return NULL;
  Py_ssize_t length = PyUnicode_GetLength(text);
  Py_DECREF(text);
  return PyLong_FromSsize_t(length);
}

// On the error path only.
static PyObject *error_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  if (PyDict_SetItemString(dict, "args", args) < 0) {
    PyObject_Free(dict);
    // OVERRELEASE: ... 'dict'
    return NULL;
  }
  return dict;
}

static PyObject *error_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  if (PyDict_SetItemString(dict, "args", args) < 0) {
    Py_DECREF(dict);
    return NULL;
  }
  return dict;
}

// The array is the function's own memory, its items are not.
static PyObject *array_bad(PyObject *self, PyObject *args) {
  PyObject *item = PyTuple_GetItem(args, 0);
  if (item == NULL)
    return NULL;
  PyObject *text = PyObject_Str(item);
  PyMem_Free(item);
  // OVERRELEASE: ... 'item'
  return text;
}

static PyObject *array_good(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyTuple_GET_SIZE(args);
  PyObject **items = PyMem_Malloc(sizeof(PyObject *) * (size + 1));
  if (items == NULL)
    return PyErr_NoMemory();
  for (Py_ssize_t i = 0; i < size; i++)
    items[i] = PyTuple_GET_ITEM(args, i);
  PyObject *first = size ? PyObject_Str(items[0]) : Py_NewRef(Py_None);
  PyMem_Free(items);
  return first;
}

// In tp_dealloc the object is dead already.
static void dealloc_good(PyObject *self) { PyObject_Free(self); }

PyTypeObject Handle_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Handle",
    .tp_basicsize = sizeof(PyObject),
    .tp_dealloc = dealloc_good,
};

PyMethodDef free_methods[] = {{"mem_bad", mem_bad, METH_O, NULL},
                              {"mem_good", mem_good, METH_O, NULL},
                              {NULL, NULL, 0, NULL}};
