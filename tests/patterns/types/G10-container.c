// RUN: %check_all_hosts %s
// RUNTIME-SETUP: import gc
// RUNTIME-SETUP: found = []
// RUNTIME-SETUP: def alone(make):
// RUNTIME-SETUP:     make()
// RUNTIME-SETUP:     if gc.collect():  # only the collector frees what was made
// RUNTIME-SETUP:         found.append([])
// RUNTIME: bad=list_bad:leak,dict_bad:leak,pair_bad:leak,made_bad:leak run=alone(f)
// RUNTIME: bad=items_bad:leak,helper_bad:leak,three_bad:leak run=alone(f)
// RUNTIME: good=nested_good,emptied_good,branches_good,chain_good run=alone(f)
// RUNTIME: good=copy_good,replaced_good run=alone(f)
// RUNTIME: good=wrapped_good args=(None, [])
// Pattern: G10
// A container that is put into itself, or two that hold each other. No type is
// needed for that.

#include <Python.h>

PyObject *list_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if (PyList_Append(list, list) < 0) {
    // REFERENCE-CYCLE: ^'PyList_Append' makes 'list' hold itself: list -> list
    Py_DECREF(list);
    return NULL;
  }
  return list;
}

PyObject *dict_bad(PyObject *self, PyObject *args) {
  PyObject *dict;
  dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  if (PyDict_SetItemString(dict, "self", dict) < 0) {
    // REFERENCE-CYCLE: 'PyDict_SetItemString' makes 'dict' hold itself
    goto error;
  }
  return dict;
error:
  Py_DECREF(dict);
  return NULL;
}

PyObject *pair_bad(PyObject *self, PyObject *args) {
  PyObject *a = PyList_New(0), *b = PyList_New(0);
  if (a == NULL || b == NULL || PyList_Append(a, b) < 0 ||
      PyList_Append(b, a) < 0) {
    // REFERENCE-CYCLE: 'PyList_Append' makes 'b' hold itself: b -> a -> b
    Py_XDECREF(a);
    Py_XDECREF(b);
    return NULL;
  }
  Py_DECREF(b);
  return a;
}

// The child is made with its parent.
PyObject *made_bad(PyObject *self, PyObject *args) {
  PyObject *parent = PyDict_New();
  if (parent == NULL)
    return NULL;
  PyObject *link = PyTuple_Pack(2, Py_None, parent);
  if (link == NULL || PyDict_SetItemString(parent, "link", link) < 0) {
    // REFERENCE-CYCLE: 'PyDict_SetItemString' makes 'parent' hold itself: parent -> link -> parent
    Py_XDECREF(link);
    Py_DECREF(parent);
    return NULL;
  }
  Py_DECREF(link);
  return parent;
}

PyObject *items_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *holder = PyList_New(1);
  if (holder == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  PyList_SET_ITEM(holder, 0, Py_NewRef(list));
  if (PyList_Insert(list, 0, holder) < 0) {
    // REFERENCE-CYCLE: 'PyList_Insert' makes 'list' hold itself: list -> holder -> list
    Py_DECREF(holder);
    Py_DECREF(list);
    return NULL;
  }
  Py_DECREF(holder);
  return list;
}

static int add(PyObject *item, PyObject *into) {
  return PyList_Append(into, item);
}

PyObject *helper_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list != NULL && add(list, list) < 0)
    // REFERENCE-CYCLE: 'add' makes 'list' hold itself
    Py_CLEAR(list);
  return list;
}

PyObject *three_bad(PyObject *self, PyObject *args) {
  PyObject *a = PyList_New(0), *b = PyDict_New(), *c = PyList_New(0);
  if (a && b && c && add(b, a) == 0 && PyDict_SetItemString(b, "c", c) == 0 &&
      add(a, c) == 0) {
    // REFERENCE-CYCLE: 'add' makes 'c' hold itself: c -> a -> b -> c
    Py_DECREF(b);
    Py_DECREF(c);
    return a;
  }
  Py_XDECREF(a);
  Py_XDECREF(b);
  Py_XDECREF(c);
  return NULL;
}

PyObject *nested_good(PyObject *self, PyObject *args) {
  PyObject *a = PyList_New(0), *b = PyList_New(0);
  if (a == NULL || b == NULL || PyList_Append(a, b) < 0) {
    Py_XDECREF(a);
    Py_XDECREF(b);
    return NULL;
  }
  Py_DECREF(b);
  return a;
}

// Taken out again.
PyObject *emptied_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if (PyList_Append(list, list) < 0 || PyList_SetSlice(list, 0, 1, NULL) < 0) {
    Py_DECREF(list);
    return NULL;
  }
  return list;
}

// One or the other.
PyObject *branches_good(PyObject *self, PyObject *args) {
  PyObject *a = PyList_New(0), *b = PyList_New(0);
  int failed = a == NULL || b == NULL;
  if (!failed && PyTuple_GET_SIZE(args) == 2) {
    failed = PyList_Append(a, b) < 0;
    Py_DECREF(b);
    if (failed)
      Py_CLEAR(a);
    return a;
  }
  if (!failed)
    failed = PyList_Append(b, a) < 0;
  Py_XDECREF(a);
  if (failed)
    Py_CLEAR(b);
  return b;
}

// Each turn of the loop has another object.
static PyObject *link_all(PyObject *before, int count) {
  Py_INCREF(before);
  while (count-- > 0) {
    PyObject *node = PyDict_New();
    if (node == NULL || PyDict_SetItemString(node, "before", before) < 0) {
      Py_XDECREF(node);
      Py_DECREF(before);
      return NULL;
    }
    Py_DECREF(before);
    before = node;
  }
  return before;
}
PyObject *chain_good(PyObject *self, PyObject *args) {
  return link_all(Py_None, 3);
}

PyObject *copy_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *copy = PyList_GetSlice(list, 0, 0);
  if (copy == NULL || PyList_Append(list, copy) < 0) {
    Py_XDECREF(copy);
    Py_DECREF(list);
    return NULL;
  }
  Py_DECREF(copy);
  return list;
}

// The variable has got another object.
PyObject *replaced_good(PyObject *self, PyObject *args) {
  PyObject *inner = PyList_New(0);
  if (inner == NULL)
    return NULL;
  PyObject *list = inner;
  inner = PyList_New(0);
  if (inner == NULL || PyList_Append(list, inner) < 0)
    Py_CLEAR(list);
  Py_XDECREF(inner);
  return list;
}

// The call's argument is what the variable held before.
PyObject *wrapped_good(PyObject *self, PyObject *args) {
  PyObject *object = args, *same;
  object = PyTuple_Pack(2, object, Py_None);
  if (object == NULL)
    return NULL;
  same = object;
  object = PyTuple_Pack(1, same);
  Py_DECREF(same);
  return object;
}
