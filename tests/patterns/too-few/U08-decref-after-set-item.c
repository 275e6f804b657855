// RUN: %check_all_hosts %s
// RUNTIME: bad=tuple_bad:over good=tuple_good args=(1, 2)
// RUNTIME: bad=list_bad:over good=list_good args=(1, 2)
// RUNTIME: bad=call_bad:over good=call_good call=o args=(id,)
// RUNTIME: bad=cell_bad:over good=cell_good args=(1, 2)
// Pattern: U08
// PyTuple_SET_ITEM, PyList_SET_ITEM and PyCell_SET take the reference over.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *tuple_bad(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyObject *item = PyObject_Repr(args);
  if (item == NULL) {
    Py_DECREF(tuple);
    return NULL;
  }
  PyTuple_SET_ITEM(tuple, 0, item);
  Py_DECREF(item);
  // OVERRELEASE: ... 'item'
  return tuple;
}

static PyObject *tuple_good(PyObject *self, PyObject *args) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyObject *item = PyObject_Repr(args);
  if (item == NULL) {
    Py_DECREF(tuple);
    return NULL;
  }
  PyTuple_SET_ITEM(tuple, 0, item);
  return tuple;
}

static PyObject *list_bad(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyTuple_GET_SIZE(args);
  PyObject *list = PyList_New(size);
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < size; i++) {
    PyObject *item = PyObject_Str(PyTuple_GET_ITEM(args, i));
    if (item == NULL) {
      Py_DECREF(list);
      return NULL;
    }
    PyList_SET_ITEM(list, i, item);
    Py_DECREF(item);
    // OVERRELEASE: ... 'item'
  }
  return list;
}

static PyObject *list_good(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyTuple_GET_SIZE(args);
  PyObject *list = PyList_New(size);
  if (list == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < size; i++) {
    PyObject *item = PyObject_Str(PyTuple_GET_ITEM(args, i));
    if (item == NULL) {
      Py_DECREF(list);
      return NULL;
    }
    PyList_SET_ITEM(list, i, item);
  }
  return list;
}

// At the label `number` belongs to the tuple already, or not yet.
static PyObject *call_bad(PyObject *self, PyObject *callable) {
  PyObject *result = NULL, *arguments = NULL;
  PyObject *number = PyLong_FromLong(100000);
  if (number == NULL)
    return NULL;
  arguments = PyTuple_New(1);
  if (arguments == NULL)
    goto done;
  PyTuple_SET_ITEM(arguments, 0, number);
  result = PyObject_CallObject(callable, arguments);
done:
  Py_DECREF(number);
  // OVERRELEASE: ... 'number'
  Py_XDECREF(arguments);
  return result;
}

static PyObject *call_good(PyObject *self, PyObject *callable) {
  PyObject *result = NULL, *arguments = NULL;
  PyObject *number = PyLong_FromLong(100000);
  if (number == NULL)
    return NULL;
  arguments = PyTuple_New(1);
  if (arguments == NULL)
    goto done;
  Py_INCREF(number);
  PyTuple_SET_ITEM(arguments, 0, number);
  result = PyObject_CallObject(callable, arguments);
done:
  Py_DECREF(number);
  Py_XDECREF(arguments);
  return result;
}

static PyObject *cell_bad(PyObject *self, PyObject *args) {
  PyObject *cell = PyCell_New(NULL);
  if (cell == NULL)
    return NULL;
  PyObject *content = PySequence_List(args);
  if (content == NULL) {
    Py_DECREF(cell);
    return NULL;
  }
  PyCell_SET(cell, content);
  Py_DECREF(content);
  // OVERRELEASE: ... 'content'
  return cell;
}

// PyCell_Set, unlike PyCell_SET, keeps a reference of its own.
static PyObject *cell_good(PyObject *self, PyObject *args) {
  PyObject *cell = PyCell_New(NULL);
  if (cell == NULL)
    return NULL;
  PyObject *content = PySequence_List(args);
  if (content == NULL) {
    Py_DECREF(cell);
    return NULL;
  }
  int failed = PyCell_Set(cell, content) < 0;
  Py_DECREF(content);
  if (failed) {
    Py_DECREF(cell);
    return NULL;
  }
  return cell;
}

PyMethodDef set_item_methods[] = {{"call_bad", call_bad, METH_O, NULL},
                                  {"call_good", call_good, METH_O, NULL},
                                  {NULL, NULL, 0, NULL}};
