// RUN: %check_all_hosts %s
// Pattern: S06
// An accessor gives the same object each time: what one call is counted up, the
// other counts down.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *item;
  struct {
    PyObject *first;
  } *list;
} Box;

int use(PyObject *);

static inline PyObject *item_of(Box *box) { return box->item; }
static inline PyObject *first_of(const Box *box) { return box->list->first; }
#define ITEM(box) item_of((Box *)(box))

static int lend_good(Box *box) {
  Py_INCREF(item_of(box));
  int result = use(item_of(box));
  Py_DECREF(item_of(box));
  return result;
}

static int lend_macro_good(PyObject *box) {
  Py_INCREF(ITEM(box));
  if (use(ITEM(box)) < 0) {
    Py_DECREF(ITEM(box));
    return -1;
  }
  Py_DECREF(ITEM(box));
  return 0;
}

static int lend_nested_good(Box *box) {
  PyObject *first = first_of(box);
  Py_XINCREF(first);
  int result = use(first);
  Py_XDECREF(first_of(box));
  return result;
}

// The same by the field's own name.
static int lend_field_good(Box *box) {
  Py_INCREF(box->item);
  int result = use(item_of(box));
  Py_DECREF(item_of(box));
  return result;
}

// One reference is added and none given back.
static PyObject *lend_bad(Box *box, PyObject *noargs) {
  Py_INCREF(item_of(box));
  int result = use(item_of(box));
  return PyLong_FromLong(result);
  // LEAK: 'box->item'
}

static PyObject *call(PyObject *self, PyObject *noargs) {
  Box *box = (Box *)self;
  if (lend_good(box) < 0 || lend_macro_good(self) < 0 || lend_nested_good(box) < 0 ||
      lend_field_good(box) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {{"call", call, METH_NOARGS},
                                {"lend_bad", (PyCFunction)lend_bad, METH_NOARGS},
                                {NULL}};
PyMethodDef *methods_of_module(void) { return methods; }
