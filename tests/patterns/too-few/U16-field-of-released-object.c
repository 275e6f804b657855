// RUN: %check_all_hosts %s
// Pattern: U16
// What a field lends lasts until the object is released that has the field.

#include <Python.h>

typedef struct Node {
  PyObject_HEAD
  PyObject *value;
  struct Node *next;
  PyTypeObject *kind;
} Node;

static PyObject *value_bad(PyObject *self, PyObject *factory) {
  Node *node = (Node *)PyObject_CallObject(factory, NULL);
  if (node == NULL)
    return NULL;
  PyObject *value = node->value;
  Py_DECREF(node);
  Py_INCREF(value); // USE-AFTER-RELEASE: 'value'
  return value;
}

static PyObject *fetched_bad(PyObject *self, PyObject *args) {
  PyObject *type, *error, *traceback, *value = NULL;
  PyErr_Fetch(&type, &error, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  if (error) {
    value = ((Node *)error)->value;
    Py_DECREF(error);
  }
  if (value == NULL)
    value = Py_None;
  Py_INCREF(value); // USE-AFTER-RELEASE: 'value'
  return value;
}

static PyObject *list_bad(PyObject *self, PyObject *factory) {
  Node *node = (Node *)PyObject_CallObject(factory, NULL);
  while (node != NULL) {
    Node *next = node->next; // USE-AFTER-RELEASE: 'node'
    Py_DECREF(node);
    node = next;
  }
  Py_RETURN_NONE;
}

static int show(PyObject *object) {
  return PyObject_Print(object, stdout, 0);
}

static PyObject *helper_bad(PyObject *self, PyObject *factory) {
  Node *node = (Node *)PyObject_CallObject(factory, NULL);
  if (node == NULL)
    return NULL;
  PyObject *value = node->value;
  Py_CLEAR(node);
  if (show(value) < 0) // USE-AFTER-RELEASE: 'value'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *value_good(PyObject *self, PyObject *factory) {
  Node *node = (Node *)PyObject_CallObject(factory, NULL);
  if (node == NULL)
    return NULL;
  PyObject *value = node->value;
  Py_INCREF(value);
  Py_DECREF(node);
  return value;
}

// Moved out.
static PyObject *moved_good(PyObject *self, PyObject *factory) {
  Node *node = (Node *)PyObject_CallObject(factory, NULL);
  if (node == NULL)
    return NULL;
  PyObject *value = node->value;
  node->value = NULL;
  Py_DECREF(node);
  return value;
}

// The caller's reference keeps the node alive, and that the value.
static PyObject *counted_good(Node *self, PyObject *args) {
  PyObject *value = self->value;
  Py_INCREF(self);
  int status = show((PyObject *)self);
  Py_DECREF(self);
  if (status < 0)
    return NULL;
  Py_INCREF(value);
  return value;
}

// Types last.
static PyObject *type_good(PyObject *self, PyObject *factory) {
  Node *node = (Node *)PyObject_CallObject(factory, NULL);
  if (node == NULL)
    return NULL;
  PyTypeObject *kind = node->kind;
  Py_DECREF(node);
  Py_INCREF(kind);
  return (PyObject *)kind;
}

// Nothing is done with what may be gone.
static PyObject *compared_good(PyObject *self, PyObject *factory) {
  Node *node = (Node *)PyObject_CallObject(factory, NULL);
  if (node == NULL)
    return NULL;
  PyObject *value = node->value;
  Py_DECREF(node);
  return PyBool_FromLong(value == self);
}
