// RUN: %check_all_hosts %s
// RUNTIME: none (the types are not exported)
// Pattern: L19
// A function that does nothing but cast names the same object: what a field held is
// known to be released, whichever way it is written.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Box;

static Box *box(PyObject *object) { return (Box *)object; }

static int swap_good(PyObject *self, PyObject *value, void *closure) {
  PyObject *old = box(self)->value;
  Py_XINCREF(value);
  box(self)->value = value;
  Py_XDECREF(old);
  return 0;
}

static int setref_good(PyObject *self, PyObject *value, void *closure) {
  Py_XINCREF(value);
  Py_XSETREF(box(self)->value, value);
  return 0;
}

static int lose_bad(PyObject *self, PyObject *value, void *closure) {
  Py_XINCREF(value);
  box(self)->value = value;
  // LEAK: 'box(self)->value'
  return 0;
}

static int dangle_bad(PyObject *self, PyObject *value, void *closure) {
  Py_XDECREF(box(self)->value);
  // USE-AFTER-RELEASE: 'box(self)->value'
  Py_XINCREF(value);
  box(self)->value = value;
  return 0;
}

static PyGetSetDef getset[] = {
    {"swap", NULL, swap_good, NULL, NULL},
    {"setref", NULL, setref_good, NULL, NULL},
    {"lose", NULL, lose_bad, NULL, NULL},
    {"dangle", NULL, dangle_bad, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
