// RUN: %check_all_hosts %s
// RUNTIME: call=setter bad=name_bad:leak good=name_good,name_or_none_good
//     args=(m.Record(1.5), 'new')
// RUNTIME: call=setter good=name_bad,name_good,name_or_none_good args=(m.Record(1.5), 2)
// RUNTIME: call=binary bad=method_bad:leak good=method_good args=(m.Record(1.5), 'new')
// Pattern: L19
// A setter or method stores into a field that holds a reference already.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *name;
} Holder;

static int name_bad(PyObject *object, PyObject *value, void *closure) {
  Holder *self = (Holder *)object;
  if (value == NULL || !PyUnicode_Check(value)) {
    PyErr_SetString(PyExc_TypeError, "a string is required");
    return -1;
  }
  Py_INCREF(value);
  self->name = value;
  // LEAK: 'self->name'
  return 0;
}

static PyObject *method_bad(PyObject *object, PyObject *value) {
  Holder *self = (Holder *)object;
  self->name = Py_NewRef(value);
  // LEAK: 'self->name'
  Py_RETURN_NONE;
}

static int name_good(PyObject *object, PyObject *value, void *closure) {
  Holder *self = (Holder *)object;
  if (value == NULL || !PyUnicode_Check(value)) {
    PyErr_SetString(PyExc_TypeError, "a string is required");
    return -1;
  }
  PyObject *old = self->name;
  Py_INCREF(value);
  self->name = value;
  Py_XDECREF(old);
  return 0;
}

static int name_or_none_good(PyObject *object, PyObject *value, void *closure) {
  Holder *self = (Holder *)object;
  if (value == NULL)
    value = Py_None;
  Py_INCREF(value);
  Py_XSETREF(self->name, value);
  return 0;
}

static PyObject *method_good(PyObject *object, PyObject *value) {
  Holder *self = (Holder *)object;
  Py_CLEAR(self->name);
  self->name = Py_NewRef(value);
  Py_RETURN_NONE;
}

PyGetSetDef getset[] = {{"name_bad", NULL, name_bad, NULL, NULL},
                        {"name_good", NULL, name_good, NULL, NULL},
                        {"name_or_none", NULL, name_or_none_good, NULL, NULL},
                        {NULL, NULL, NULL, NULL, NULL}};

PyMethodDef methods[] = {{"method_bad", method_bad, METH_O, NULL},
                         {"method_good", method_good, METH_O, NULL},
                         {NULL, NULL, 0, NULL}};
