// RUN: %check_all_hosts %s
// RUNTIME: none (a table of a library is filled)
// Pattern: idiom
// References that were counted as the items of a list were stored are found again
// through the list when the work has to be undone.

#include <Python.h>

typedef struct {
  PyObject *value;
} Node;

Node *library_node(Py_ssize_t i);

int fill_good(PyObject *list) {
  Py_ssize_t done = 0;
  Node *first = library_node(0);
  if (first == NULL)
    goto undo;
  first->value = PyList_GetItem(list, 0);
  if (first->value == NULL)
    goto undo;
  Py_INCREF(first->value);
  done = 1;
  if (library_node(1) == NULL)
    goto undo;
  return 0;
undo:
  for (Py_ssize_t i = 0; i < done; i++)
    Py_DECREF(PyList_GetItem(list, i));
  return -1;
}

int fill_bad(PyObject *list) {
  Py_ssize_t done = 0;
  if (library_node(0) == NULL)
    goto undo;
  done = 1;
  if (library_node(1) == NULL)
    goto undo;
  return 0;
undo:
  for (Py_ssize_t i = 0; i < done; i++)
    Py_DECREF(PyList_GetItem(list, i));
  // OVERRELEASE: ^'Py_DECREF' releases ... which is a borrowed reference
  return -1;
}
