// RUN: %check_all_hosts %s
// RUNTIME: good=describe args=(object(), 'a')
// RUNTIME: good=describe fail=PyList_New args=(object(), 'a')
// RUNTIME: good=describe fail=PyObject_Repr args=(object(), 'a')
// RUNTIME: good=merge args=({'a': 1}, {'b': object()})
// RUNTIME: good=merge fail=PyDict_Update@2 args=({'a': 1}, {'b': object()})
// RUNTIME: good=staged args=([object()],)
// RUNTIME: good=staged args=([],)
// RUNTIME: good=staged args=(1,)
// RUNTIME: good=flagged args=([object()],)
// RUNTIME: good=flagged args=((1, 2),)
// RUNTIME: good=flagged args=((),)
// Pattern: S02
// Variables that start as NULL and are released behind one label, whatever they
// hold by then; and labels in a row, each of which undoes one step.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *describe(PyObject *self, PyObject *args) {
  PyObject *object, *name;
  PyObject *text = NULL, *parts = NULL, *separator = NULL, *result = NULL;
  if (!PyArg_ParseTuple(args, "OU", &object, &name))
    return NULL;
  text = PyObject_Repr(object);
  if (text == NULL)
    goto done;
  parts = PyList_New(0);
  if (parts == NULL)
    goto done;
  if (PyList_Append(parts, name) < 0 || PyList_Append(parts, text) < 0)
    goto done;
  separator = PyUnicode_FromString(": ");
  if (separator == NULL)
    goto done;
  result = PyUnicode_Join(separator, parts);
done:
  Py_XDECREF(text);
  Py_XDECREF(parts);
  Py_XDECREF(separator);
  return result;
}

// Only the error path goes through the label; the result is one of those that
// the label releases.
static PyObject *merge(PyObject *self, PyObject *args) {
  PyObject *left, *right, *result = NULL;
  if (!PyArg_ParseTuple(args, "O!O!", &PyDict_Type, &left, &PyDict_Type,
                        &right))
    goto error;
  if ((result = PyDict_New()) == NULL)
    goto error;
  if (PyDict_Update(result, left) < 0)
    goto error;
  if (PyDict_Update(result, right) < 0)
    goto error;
  return result;

error:
  Py_XDECREF(result);
  return NULL;
}

static PyObject *staged(PyObject *self, PyObject *args) {
  PyObject *iterable, *iterator, *first, *text, *result = NULL;
  if (!PyArg_ParseTuple(args, "O", &iterable))
    return NULL;
  iterator = PyObject_GetIter(iterable);
  if (!iterator)
    goto fail_iterator;
  first = PyIter_Next(iterator);
  if (!first) {
    if (!PyErr_Occurred())
      PyErr_SetString(PyExc_ValueError, "nothing to take");
    goto fail_first;
  }
  text = PyObject_Str(first);
  if (!text)
    goto fail_text;
  result = PyTuple_Pack(2, first, text);
  Py_DECREF(text);
fail_text:
  Py_DECREF(first);
fail_first:
  Py_DECREF(iterator);
fail_iterator:
  return result;
}

// A flag tells the label what there is to release.
static PyObject *flagged(PyObject *self, PyObject *args) {
  PyObject *items = NULL;
  int owned = 0;
  PyObject *result = NULL;
  if (!PyArg_ParseTuple(args, "O", &items))
    return NULL;
  if (!PyList_Check(items)) {
    items = PySequence_List(items);
    if (items == NULL)
      return NULL;
    owned = 1;
  }
  if (PyList_GET_SIZE(items) == 0) {
    PyErr_SetString(PyExc_ValueError, "empty");
    goto done;
  }
  result = PyObject_Str(PyList_GET_ITEM(items, 0));
done:
  if (owned)
    Py_DECREF(items);
  return result;
}
