// RUN: %check_all_hosts %s
// RUNTIME: bad=early_bad:leak,label_bad:leak,call_bad:leak
//     good=early_good,label_good,call_good,cleared_good,moved_good call=o args=(Two(),)
// RUNTIME: bad=success_bad:leak good=success_good,early_bad,label_bad call=o args=([1, 'x'],)
// RUNTIME-SETUP: class Two:
// RUNTIME-SETUP:     def __len__(self): return 3
// RUNTIME-SETUP:     def __getitem__(self, at):
// RUNTIME-SETUP:         if at == 2: raise ValueError
// RUNTIME-SETUP:         return object()
// Pattern: L25
// A loop fills an array on the heap; the memory is freed with the references in it.

#include <Python.h>
#include <stdlib.h>
#include <string.h>

static PyObject *early_bad(PyObject *self, PyObject *o) {
  Py_ssize_t n = PySequence_Size(o);
  if (n < 0)
    return NULL;
  PyObject **items = PyMem_Malloc(n * sizeof *items);
  if (items == NULL)
    return PyErr_NoMemory();
  for (Py_ssize_t i = 0; i < n; i++) {
    items[i] = PySequence_GetItem(o, i);
    if (items[i] == NULL) {
      PyMem_Free(items);
      // LEAK: 'items[i]'
      return NULL;
    }
  }
  for (Py_ssize_t i = 0; i < n; i++)
    Py_DECREF(items[i]);
  PyMem_Free(items);
  Py_RETURN_NONE;
}

static PyObject *early_good(PyObject *self, PyObject *o) {
  Py_ssize_t n = PySequence_Size(o);
  if (n < 0)
    return NULL;
  PyObject **items = PyMem_Malloc(n * sizeof *items);
  if (items == NULL)
    return PyErr_NoMemory();
  for (Py_ssize_t i = 0; i < n; i++) {
    items[i] = PySequence_GetItem(o, i);
    if (items[i] == NULL) {
      while (--i >= 0)
        Py_DECREF(items[i]);
      PyMem_Free(items);
      return NULL;
    }
  }
  for (Py_ssize_t i = 0; i < n; i++)
    Py_DECREF(items[i]);
  PyMem_Free(items);
  Py_RETURN_NONE;
}

static PyObject *label_bad(PyObject *self, PyObject *o) {
  Py_ssize_t n = PySequence_Size(o);
  if (n < 0)
    return NULL;
  PyObject **items = calloc(n, sizeof *items);
  if (items == NULL)
    return PyErr_NoMemory();
  for (Py_ssize_t i = 0; i < n; i++) {
    items[i] = PySequence_GetItem(o, i);
    if (items[i] == NULL)
      goto fail;
  }
  for (Py_ssize_t i = 0; i < n; i++)
    Py_DECREF(items[i]);
  free(items);
  Py_RETURN_NONE;
fail:
  free(items);
  // LEAK: 'items[i]'
  return NULL;
}

static PyObject *label_good(PyObject *self, PyObject *o) {
  Py_ssize_t n = PySequence_Size(o);
  if (n < 0)
    return NULL;
  PyObject **items = calloc(n, sizeof *items);
  if (items == NULL)
    return PyErr_NoMemory();
  for (Py_ssize_t i = 0; i < n; i++) {
    items[i] = PySequence_GetItem(o, i);
    if (items[i] == NULL)
      goto fail;
  }
  for (Py_ssize_t i = 0; i < n; i++)
    Py_DECREF(items[i]);
  free(items);
  Py_RETURN_NONE;
fail:
  for (Py_ssize_t i = 0; i < n; i++)
    Py_XDECREF(items[i]);
  free(items);
  return NULL;
}

// Only the failure releases them.
static PyObject *success_bad(PyObject *self, PyObject *o) {
  Py_ssize_t n = PySequence_Size(o), i;
  if (n < 0)
    return NULL;
  PyObject **items = PyMem_New(PyObject *, n);
  if (items == NULL)
    return PyErr_NoMemory();
  for (i = 0; i < n; i++) {
    items[i] = PySequence_GetItem(o, i);
    if (items[i] == NULL)
      goto fail;
  }
  PyMem_Free(items);
  // LEAK: 'items[i]'
  Py_RETURN_NONE;
fail:
  while (i-- > 0)
    Py_DECREF(items[i]);
  PyMem_Free(items);
  return NULL;
}

static PyObject *success_good(PyObject *self, PyObject *o) {
  Py_ssize_t n = PySequence_Size(o), i;
  PyObject *result = NULL;
  if (n < 0)
    return NULL;
  PyObject **items = PyMem_New(PyObject *, n);
  if (items == NULL)
    return PyErr_NoMemory();
  for (i = 0; i < n; i++) {
    items[i] = PySequence_GetItem(o, i);
    if (items[i] == NULL)
      goto fail;
  }
  result = Py_NewRef(Py_None);
fail:
  while (i-- > 0)
    Py_DECREF(items[i]);
  PyMem_Free(items);
  return result;
}

// Lent to a call in between.
static PyObject *call_bad(PyObject *self, PyObject *o) {
  Py_ssize_t n = PySequence_Size(o);
  if (n < 0)
    return NULL;
  PyObject **items = PyMem_Malloc(n * sizeof *items);
  if (items == NULL)
    return PyErr_NoMemory();
  for (Py_ssize_t i = 0; i < n; i++)
    items[i] = Py_NewRef(o);
  PyObject *result = PyObject_Vectorcall(o, items, n, NULL);
  PyMem_Free(items);
  // LEAK: 'items[i]'
  return result;
}

static PyObject *call_good(PyObject *self, PyObject *o) {
  Py_ssize_t n = PySequence_Size(o);
  if (n < 0)
    return NULL;
  PyObject **items = PyMem_Malloc(n * sizeof *items);
  if (items == NULL)
    return PyErr_NoMemory();
  for (Py_ssize_t i = 0; i < n; i++)
    items[i] = Py_NewRef(o);
  PyObject *result = PyObject_Vectorcall(o, items, n, NULL);
  for (Py_ssize_t i = 0; i < n; i++)
    Py_DECREF(items[i]);
  PyMem_Free(items);
  return result;
}

static PyObject *cleared_good(PyObject *self, PyObject *o) {
  Py_ssize_t n = PySequence_Size(o), i;
  if (n < 0)
    return NULL;
  PyObject **items = PyMem_Malloc(n * sizeof *items);
  if (items == NULL)
    return PyErr_NoMemory();
  for (i = 0; i < n; i++)
    items[i] = PyLong_FromSsize_t(i);
  while (--i >= 0)
    Py_CLEAR(items[i]);
  PyMem_Free(items);
  Py_RETURN_NONE;
}

// Moved to a tuple, copied to more memory, released by a helper.
static PyObject *moved_good(PyObject *self, PyObject *o) {
  PyObject **items = PyMem_Malloc(4 * sizeof *items);
  PyObject *tuple = PyTuple_New(4);
  if (items == NULL || tuple == NULL) {
    PyMem_Free(items);
    Py_XDECREF(tuple);
    return PyErr_NoMemory();
  }
  for (Py_ssize_t i = 0; i < 4; i++)
    items[i] = Py_NewRef(o);
  for (Py_ssize_t i = 0; i < 4; i++)
    PyTuple_SET_ITEM(tuple, i, items[i]);
  PyMem_Free(items);
  return tuple;
}

PyObject **kept;
static PyObject *copied_good(PyObject *self, PyObject *o) {
  PyObject **items = PyMem_Malloc(4 * sizeof *items);
  if (items == NULL)
    return PyErr_NoMemory();
  for (Py_ssize_t i = 0; i < 4; i++)
    items[i] = Py_NewRef(o);
  memcpy(kept, items, 4 * sizeof *items);
  PyMem_Free(items);
  Py_RETURN_NONE;
}

static void drop(PyObject **items, Py_ssize_t n) {
  for (Py_ssize_t i = 0; i < n; i++)
    Py_DECREF(items[i]);
}

static PyObject *helper_good(PyObject *self, PyObject *o) {
  PyObject **items = PyMem_Malloc(4 * sizeof *items);
  if (items == NULL)
    return PyErr_NoMemory();
  for (Py_ssize_t i = 0; i < 4; i++)
    items[i] = Py_NewRef(o);
  drop(items, 4);
  PyMem_Free(items);
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"early_bad", early_bad, METH_O},     {"early_good", early_good, METH_O},
    {"label_bad", label_bad, METH_O},     {"label_good", label_good, METH_O},
    {"success_bad", success_bad, METH_O}, {"success_good", success_good, METH_O},
    {"call_bad", call_bad, METH_O},       {"call_good", call_good, METH_O},
    {"cleared_good", cleared_good, METH_O}, {"moved_good", moved_good, METH_O},
    {"copied_good", copied_good, METH_O}, {"helper_good", helper_good, METH_O},
    {NULL}};
PyMethodDef *methods_of_module(void) { return methods; }
