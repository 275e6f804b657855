// RUN: %check_all_hosts %s
// RUNTIME: call=unary bad=thing_repr_bad:leak good=thing_repr_good args=(m.Record('name'),)
// RUNTIME: call=getter bad=thing_size_bad:leak good=thing_size_good args=(m.Record('name'),)
// Pattern: L01
// Slots, getters and methods are held to the same convention as functions of a
// method table: what they make and do not return, they release.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *name;
} Thing;

static PyObject *thing_repr_bad(PyObject *self) {
  PyObject *name = PyObject_Repr(((Thing *)self)->name);
  if (name == NULL)
    return NULL;
  return PyUnicode_FromFormat("Thing(%U)", name);
  // LEAK: 'name'
}

static PyObject *thing_size_bad(PyObject *self, void *closure) {
  PyObject *text = PyObject_Str(((Thing *)self)->name);
  if (!text)
    return NULL;
  return PyLong_FromSsize_t(PyUnicode_GetLength(text));
  // LEAK: 'text'
}

static PyObject *thing_repr_good(PyObject *self) {
  PyObject *name = PyObject_Repr(((Thing *)self)->name);
  if (name == NULL)
    return NULL;
  PyObject *text = PyUnicode_FromFormat("Thing(%U)", name);
  Py_DECREF(name);
  return text;
}

static PyObject *thing_size_good(PyObject *self, void *closure) {
  PyObject *text = PyObject_Str(((Thing *)self)->name);
  if (!text)
    return NULL;
  Py_ssize_t length = PyUnicode_GetLength(text);
  Py_DECREF(text);
  return PyLong_FromSsize_t(length);
}

static PyGetSetDef thing_getset[] = {
    {"bad", thing_size_bad, NULL, NULL, NULL},
    {"good", thing_size_good, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL}};

PyType_Slot thing_slots[] = {{Py_tp_repr, (void *)thing_repr_bad},
                             {Py_tp_str, (void *)thing_repr_good},
                             {Py_tp_getset, thing_getset},
                             {0, NULL}};
