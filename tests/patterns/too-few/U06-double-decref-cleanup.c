// RUN: %check_all_hosts %s
// RUNTIME: bad=pair_bad:over good=pair_good
// RUNTIME: bad=join_bad:over good=join_good args=('x',)
// RUNTIME: bad=macro_bad:over good=macro_good args=(1, 'a')
// Pattern: U06
// A path releases an object and then jumps to the label that releases it again.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *pair_bad(PyObject *self, PyObject *args) {
  PyObject *name = NULL, *module = NULL, *result = NULL;
  name = PyObject_GetAttrString(args, "__doc__");
  if (name == NULL)
    goto done;
  module = PyObject_GetAttrString(args, "__module__");
  if (module == NULL) {
    Py_DECREF(name);
    goto done;
  }
  result = PyTuple_Pack(2, name, module);
done:
  Py_XDECREF(name);
  // OVERRELEASE: ... 'name'
  Py_XDECREF(module);
  return result;
}

static PyObject *pair_good(PyObject *self, PyObject *args) {
  PyObject *name = NULL, *module = NULL, *result = NULL;
  name = PyObject_GetAttrString(args, "__doc__");
  if (name == NULL)
    goto done;
  module = PyObject_GetAttrString(args, "__module__");
  if (module == NULL) {
    Py_CLEAR(name);
    goto done;
  }
  result = PyTuple_Pack(2, name, module);
done:
  Py_XDECREF(name);
  Py_XDECREF(module);
  return result;
}

// The item of the loop is released in the turn and again at the label.
static PyObject *join_bad(PyObject *self, PyObject *args) {
  PyObject *iterator = NULL, *item = NULL, *texts = PyList_New(0);
  if (texts == NULL)
    return NULL;
  iterator = PyObject_GetIter(args);
  if (iterator == NULL)
    goto error;
  while ((item = PyIter_Next(iterator)) != NULL) {
    PyObject *text = PyNumber_Float(item);
    Py_DECREF(item);
    if (text == NULL)
      goto error;
    int failed = PyList_Append(texts, text) < 0;
    Py_DECREF(text);
    if (failed)
      goto error;
  }
  if (PyErr_Occurred())
    goto error;
  Py_DECREF(iterator);
  return texts;
error:
  Py_XDECREF(item);
  // OVERRELEASE: ... 'item'
  Py_XDECREF(iterator);
  Py_DECREF(texts);
  return NULL;
}

static PyObject *join_good(PyObject *self, PyObject *args) {
  PyObject *iterator = NULL, *item = NULL, *texts = PyList_New(0);
  if (texts == NULL)
    return NULL;
  iterator = PyObject_GetIter(args);
  if (iterator == NULL)
    goto error;
  while ((item = PyIter_Next(iterator)) != NULL) {
    PyObject *text = PyNumber_Float(item);
    if (text == NULL)
      goto error;
    int failed = PyList_Append(texts, text) < 0;
    Py_DECREF(text);
    if (failed)
      goto error;
    Py_DECREF(item);
  }
  if (PyErr_Occurred())
    goto error;
  Py_DECREF(iterator);
  return texts;
error:
  Py_XDECREF(item);
  Py_XDECREF(iterator);
  Py_DECREF(texts);
  return NULL;
}

// The macro releases what the label releases too.
#define FAIL(object)                                                           \
  do {                                                                         \
    Py_DECREF(object);                                                         \
    goto fail;                                                                 \
  } while (0)

static PyObject *macro_bad(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  if (PyList_Sort(list) < 0)
    FAIL(list);
  return list;
fail:
  Py_DECREF(list);
  // OVERRELEASE: ... 'list'
  return NULL;
}

static PyObject *macro_good(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  if (PyList_Sort(list) < 0)
    FAIL(list);
  return list;
fail:
  return NULL;
}
