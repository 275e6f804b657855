// RUN: %check_all_hosts %s
// RUNTIME: none (the types are not exported)
// Pattern: U19
// None, numbers and text with a reference more are the same plain values.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *none;
  PyObject *status;
  PyObject *flag;
  PyObject *label;
} Row;

static PyObject *none_good(PyObject *object, PyObject *args) {
  Row *self = (Row *)object;
  Py_XDECREF(self->none);
  Py_INCREF(Py_None);
  self->none = Py_None;
  Py_RETURN_NONE;
}

static PyObject *status_good(PyObject *object, PyObject *args) {
  Row *self = (Row *)object;
  Py_XDECREF(self->status);
  self->status = args != NULL ? PyLong_FromLong(1) : Py_NewRef(Py_None);
  Py_RETURN_NONE;
}

static PyObject *flag_good(PyObject *object, PyObject *arg) {
  Row *self = (Row *)object;
  PyObject *flag = PyBool_FromLong(arg != Py_None);
  Py_INCREF(flag);
  Py_XDECREF(self->flag);
  self->flag = flag;
  return flag;
}

static PyObject *label_bad(PyObject *object, PyObject *arg) {
  Row *self = (Row *)object;
  Py_XDECREF(self->label);
  // USE-AFTER-RELEASE: 'self->label'
  self->label = Py_NewRef(arg != NULL ? arg : Py_None);
  Py_RETURN_NONE;
}

static void row_dealloc(PyObject *object) {
  Row *self = (Row *)object;
  Py_XDECREF(self->none);
  Py_XDECREF(self->status);
  Py_XDECREF(self->flag);
  Py_XDECREF(self->label);
  Py_TYPE(object)->tp_free(object);
}

static PyMethodDef row_methods[] = {
    {"none", none_good, METH_NOARGS, NULL},
    {"status", status_good, METH_VARARGS, NULL},
    {"flag", flag_good, METH_O, NULL},
    {"label", label_bad, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static PyTypeObject Row_Type = {
    PyVarObject_HEAD_INIT(NULL, 0) .tp_name = "module.Row",
    .tp_basicsize = sizeof(Row),
    .tp_dealloc = row_dealloc,
    .tp_methods = row_methods,
};
