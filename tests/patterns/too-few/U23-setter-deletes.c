// RUN: %check_all_hosts %s
// Pattern: U23
// A function that sets an attribute or an item is called with NULL when it is
// deleted.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *name;
} Box;

static int set_name_bad(PyObject *self, PyObject *value, void *closure) {
  Py_INCREF(value);
  // NULL-RESULT: ^'value' is NULL where
  Py_XSETREF(((Box *)self)->name, value);
  return 0;
}

static int set_size_bad(PyObject *self, PyObject *value, void *closure) {
  return Py_TYPE(value) == &PyUnicode_Type ? 0 : -1;
  // NULL-RESULT: 'value'
}

static int set_other_good(PyObject *self, PyObject *value, void *closure) {
  Py_XINCREF(value);
  Py_XSETREF(((Box *)self)->name, value);
  return 0;
}

static int set_tested_good(PyObject *self, PyObject *value, void *closure) {
  if (value == NULL) {
    PyErr_SetString(PyExc_TypeError, "cannot delete");
    return -1;
  }
  Py_INCREF(value);
  Py_XSETREF(((Box *)self)->name, value);
  return 0;
}

// By a helper that tests.
static int refuse_deletion(PyObject *value) {
  if (value != NULL)
    return 0;
  PyErr_SetString(PyExc_TypeError, "cannot delete");
  return -1;
}

static int set_helped_good(PyObject *self, PyObject *value, void *closure) {
  if (refuse_deletion(value) < 0)
    return -1;
  Py_INCREF(value);
  Py_XSETREF(((Box *)self)->name, value);
  return 0;
}

// By a question that NULL is allowed in.
static int set_hook_good(PyObject *self, PyObject *value, void *closure) {
  if (!PyCallable_Check(value)) {
    PyErr_SetString(PyExc_TypeError, "a callable, please");
    return -1;
  }
  Py_INCREF(value);
  Py_XSETREF(((Box *)self)->name, value);
  return 0;
}

static PyGetSetDef getset[] = {{"name", NULL, set_name_bad},
                               {"size", NULL, set_size_bad},
                               {"other", NULL, set_other_good},
                               {"tested", NULL, set_tested_good},
                               {"helped", NULL, set_helped_good},
                               {"hook", NULL, set_hook_good},
                               {NULL}};
PyGetSetDef *table(void) { return getset; }

// Items, by a mapping's table and by the slots of a heap type.
static int set_item_bad(PyObject *self, PyObject *key, PyObject *value) {
  Py_INCREF(value);
  // NULL-RESULT: 'value'
  Py_XSETREF(((Box *)self)->name, value);
  return 0;
}
static PyMappingMethods mapping = {.mp_ass_subscript = set_item_bad};
PyMappingMethods *as_mapping(void) { return &mapping; }

static int set_attribute_bad(PyObject *self, PyObject *name, PyObject *value) {
  if (Py_REFCNT(value) > 100)
    // NULL-RESULT: 'value'
    return -1;
  return PyObject_GenericSetAttr(self, name, value);
}
static PyType_Slot slots[] = {{Py_tp_setattro, set_attribute_bad}, {0, NULL}};
PyType_Slot *slots_of_type(void) { return slots; }
