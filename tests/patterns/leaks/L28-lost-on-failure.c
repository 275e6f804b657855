// RUN: %check_all_hosts %s
// Pattern: L28
// A helper that adds a reference to what it reads from memory leaves it behind
// when it fails, and not when it succeeds.

#include <Python.h>

typedef struct {
  PyObject *filters;
  PyObject *registry;
} State;

typedef struct Node {
  PyObject *key;
  struct Node *next;
} Node;

typedef struct {
  PyObject_HEAD
  Node *first;
  PyObject *index;
} Map;

int push(PyObject **stack, Py_ssize_t *size, Py_ssize_t most, PyObject *item) {
  if (*size == most)
    return -1;
  stack[(*size)++] = item;
  return 0;
}

// The call takes it only if it succeeds.
int publish_bad(PyObject *module, State *state) {
  Py_INCREF(state->filters);
  if (PyModule_AddObject(module, "filters", state->filters) < 0)
    return -1; // LEAK: 'state->filters'
  return 0;
}

int publish_good(PyObject *module, State *state) {
  Py_INCREF(state->filters);
  if (PyModule_AddObject(module, "filters", state->filters) < 0) {
    Py_DECREF(state->filters);
    return -1;
  }
  return 0;
}

int publish_ref_good(PyObject *module, State *state) {
  return PyModule_AddObjectRef(module, "filters", state->filters);
}

// Something else fails before the reference is given away.
PyObject *pop_bad(Map *map) {
  PyObject *key = map->first->key;
  Py_INCREF(key);
  PyObject *value = PyObject_GetItem(map->index, key);
  if (value == NULL)
    return NULL; // LEAK: 'map->first->key'
  PyObject *item = PyTuple_Pack(2, key, value);
  Py_DECREF(key);
  Py_DECREF(value);
  return item;
}

PyObject *pop_good(Map *map) {
  PyObject *key = map->first->key;
  Py_INCREF(key);
  PyObject *value = PyObject_GetItem(map->index, key);
  if (value == NULL) {
    Py_DECREF(key);
    return NULL;
  }
  PyObject *item = PyTuple_Pack(2, key, value);
  Py_DECREF(key);
  Py_DECREF(value);
  return item;
}

// A macro of the project's own, with a return in it.
#define LOOK_UP(VALUE, MAP, KEY)                                               \
  do {                                                                         \
    Py_INCREF(KEY);                                                            \
    VALUE = PyObject_GetItem((MAP)->index, KEY);                               \
    if (VALUE == NULL)                                                         \
      return -1;                                                               \
    Py_DECREF(KEY);                                                            \
  } while (0)

int count_bad(Map *map) {
  PyObject *value;
  LOOK_UP(value, map, map->first->key); // LEAK: 'map->first->key'
  Py_DECREF(value);
  return 1;
}

// What stays added when all went well is there on purpose: the copy owns it.
int copy_good(State *from, State *to, PyObject *check) {
  *to = *from;
  Py_INCREF(to->filters);
  Py_INCREF(to->registry);
  if (PyObject_Length(check) < 0)
    return -1;
  return 0;
}

// Returned by way of a parameter, whatever comes after that.
int first_good(Map *map, PyObject **key, PyObject *check) {
  Py_INCREF(map->first->key);
  *key = map->first->key;
  if (PyObject_Length(check) < 0)
    return -1;
  return 0;
}
