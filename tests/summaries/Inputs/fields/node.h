#ifndef NODE_H
#define NODE_H

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;  /* Owned. */
  PyObject *parent; /* Borrowed. */
  PyObject *mixed;  /* Nobody knows. */
} Node;

extern PyObject *last_node;

#endif
