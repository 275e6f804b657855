// RUN: %check_all_hosts %s
// RUNTIME: good=fill_and_drain args=(1, 'a', object())
// RUNTIME: good=fill_and_drain args=()
// RUNTIME: good=reversed_tuple args=(1, 'a', object())
// Pattern: idiom
// A linked list in C whose nodes own Python objects.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct Node {
  struct Node *next;
  PyObject *value;
} Node;

// Takes a reference of its own.
static Node *push(Node *head, PyObject *value) {
  Node *node = PyMem_Malloc(sizeof(Node));
  if (node == NULL) {
    PyErr_NoMemory();
    return NULL;
  }
  Py_INCREF(value);
  node->value = value;
  node->next = head;
  return node;
}

static void free_list(Node *head) {
  while (head != NULL) {
    Node *next = head->next;
    Py_XDECREF(head->value);
    PyMem_Free(head);
    head = next;
  }
}

// The caller receives the node's reference.
static PyObject *pop(Node **head) {
  Node *node = *head;
  PyObject *value = node->value;
  *head = node->next;
  PyMem_Free(node);
  return value;
}

static PyObject *fill_and_drain(PyObject *self, PyObject *args) {
  Node *head = NULL;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
    Node *node = push(head, PyTuple_GET_ITEM(args, i));
    if (node == NULL) {
      free_list(head);
      return NULL;
    }
    head = node;
  }
  PyObject *first = head ? pop(&head) : Py_NewRef(Py_None);
  free_list(head);
  return first;
}

static PyObject *reversed_tuple(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyTuple_GET_SIZE(args);
  Node *head = NULL;
  PyObject *result = PyTuple_New(size);
  if (result == NULL)
    return NULL;
  for (Py_ssize_t i = 0; i < size; i++) {
    Node *node = push(head, PyTuple_GET_ITEM(args, i));
    if (node == NULL)
      goto error;
    head = node;
  }
  for (Py_ssize_t i = 0; head != NULL; i++)
    PyTuple_SET_ITEM(result, i, pop(&head));
  return result;
error:
  free_list(head);
  Py_DECREF(result);
  return NULL;
}
