// RUN: %check_all_hosts %s
// RUNTIME: good=argument_good,global_good,field_good
//     args=([1.5],)
// What a helper returns is also in a container that was there before: who releases
// the reference may still use the object.

#include <Python.h>

typedef struct {
  PyObject *items;
} Table;

static PyObject *registry;

static PyObject *make_in_list(PyObject *list, PyObject *from) {
  PyObject *text = PyObject_Repr(from);
  if (text == NULL)
    return NULL;
  if (PyList_Append(list, text) < 0) {
    Py_DECREF(text);
    return NULL;
  }
  return text;
}

static PyObject *argument_good(PyObject *self, PyObject *args) {
  PyObject *text = make_in_list(PyTuple_GET_ITEM(args, 0), args);
  if (text == NULL)
    return NULL;
  Py_DECREF(text);
  return PyObject_Str(text);
}

static PyObject *make_in_registry(PyObject *from) {
  PyObject *text = PyObject_Repr(from);
  if (text != NULL && PyObject_SetItem(registry, Py_None, text) == -1) {
    Py_DECREF(text);
    text = NULL;
  }
  return text;
}

static PyObject *global_good(PyObject *self, PyObject *args) {
  if (registry == NULL && (registry = PyDict_New()) == NULL)
    return NULL;
  PyObject *text = make_in_registry(PyTuple_GET_ITEM(args, 0));
  Py_XDECREF(text);
  if (text == NULL)
    return NULL;
  return PyObject_Str(text);
}

static PyObject *make_in_table(Table *table, PyObject *from) {
  PyObject *text = PyObject_Repr(from);
  if (text == NULL || PyDict_SetItemString(table->items, "text", text) < 0) {
    Py_XDECREF(text);
    return NULL;
  }
  return text;
}

static PyObject *field_good(PyObject *self, PyObject *args) {
  Table table = {PyDict_New()};
  PyObject *text, *result = NULL;
  if (table.items == NULL)
    return NULL;
  text = make_in_table(&table, args);
  if (text != NULL) {
    Py_DECREF(text);
    result = PyObject_Str(text);
  }
  Py_DECREF(table.items);
  return result;
}

// The container is gone when the helper returns.
static PyObject *make_by_list(PyObject *from) {
  PyObject *list = PyList_New(0);
  PyObject *text;
  if (list == NULL)
    return NULL;
  text = PyObject_Repr(from);
  if (text != NULL && PyList_Append(list, text) < 0)
    Py_CLEAR(text);
  Py_DECREF(list);
  return text;
}

static PyObject *local_bad(PyObject *self, PyObject *args) {
  PyObject *text = make_by_list(args);
  if (text == NULL)
    return NULL;
  Py_DECREF(text);
  return PyObject_Str(text); // USE-AFTER-RELEASE: 'text'
}
