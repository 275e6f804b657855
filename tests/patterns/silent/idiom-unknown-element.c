// RUN: %check_all_hosts %s
// RUNTIME: good=keys,ring args=(1, 2)
// Pattern: S10
// Elements whose number only the run knows, and links of an object to itself.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *keys(PyObject *self, PyObject *args) {
  PyObject *space[8];
  Py_ssize_t size = PyTuple_GET_SIZE(args), i;
  if (size > 4)
    return PyErr_NoMemory();
  PyObject **keys = &space[size];
  for (i = 0; i < size; i++) {
    keys[i] = PyObject_Repr(PyTuple_GET_ITEM(args, i));
    if (keys[i] == NULL) {
      while (--i >= 0)
        Py_DECREF(keys[i]);
      return NULL;
    }
  }
  for (i = 0; i < size; i++)
    Py_DECREF(keys[i]);
  return PyLong_FromSsize_t(size);
}

typedef struct Link {
  PyObject_HEAD
  struct Link *previous, *next;
} Link;

static PyTypeObject *link_type(void) {
  static PyType_Slot slots[] = {{0, NULL}};
  static PyType_Spec spec = {"links.Link", sizeof(Link), 0,
                             Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
                             slots};
  return (PyTypeObject *)PyType_FromSpec(&spec);
}

static PyObject *ring(PyObject *self, PyObject *args) {
  PyTypeObject *type = link_type();
  if (type == NULL)
    return NULL;
  Link *link = PyObject_New(Link, type);
  Py_DECREF(type);
  if (link == NULL)
    return NULL;
  link->previous = link;
  link->next = link;
  return (PyObject *)link;
}
