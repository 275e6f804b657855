// RUN: %check_all_hosts %s
// What an annotated function does to other memory, nobody has said: anything.

#include <Python.h>

#define PYREF(text) __attribute__((annotate("pyrefcheck:" text)))

struct cursor {
  int done;
  PyObject *key;
};

PyObject *next_item(struct cursor *cursor, int *found)
    PYREF("returns-borrowed");
void drop(void *data) PYREF("runs-python");
int hand_over(void *data, PyObject *o) PYREF("keeps(o)");

static PyObject *structure_good(PyObject *self, PyObject *args) {
  struct cursor cursor = {0, NULL};
  int found = 0;
  PyObject *value = PyList_New(0);
  if (!value)
    return NULL;
  PyObject *item = next_item(&cursor, &found);
  if (cursor.done) {
    Py_DECREF(value);
    Py_RETURN_NONE;
  }
  if (found)
    return value;
  Py_DECREF(value);
  Py_XINCREF(item);
  return item;
}

static PyObject *structure_bad(PyObject *self, PyObject *args) {
  struct cursor cursor = {0, NULL};
  int found = 0;
  PyObject *value = PyList_New(0);
  if (!value)
    return NULL;
  PyObject *item = next_item(&cursor, &found);
  if (cursor.done)
    return Py_XNewRef(item);
  // LEAK: 'value'
  return value;
}

// By other means than `PyObject *` a reference can be given away.
static PyObject *untyped_good(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value)
    return NULL;
  drop(value);
  Py_RETURN_NONE;
}

static PyObject *inside_good(PyObject *self, PyObject *args) {
  struct cursor cursor;
  cursor.key = PyList_New(0);
  if (hand_over(&cursor, args) < 0)
    return NULL;
  Py_RETURN_NONE;
}
