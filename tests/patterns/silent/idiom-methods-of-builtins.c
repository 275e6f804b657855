// RUN: %check_all_hosts %s
// RUNTIME: good=append_good,default_good,join_good,add_good call=o args=('ab',)
// RUNTIME: bad=any_bad:leak,none_bad:leak call=o args=('ab',)
// Pattern: S16
// A new list, dictionary or text has the methods of its type: what "N" gives to
// one of them is not lost.

#include <Python.h>

static PyObject *append_good(PyObject *self, PyObject *o) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *none = PyObject_CallMethod(list, "append", "N", Py_NewRef(o));
  if (none == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  Py_DECREF(none);
  return list;
}

static PyObject *default_good(PyObject *self, PyObject *o) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  PyObject *value =
      PyObject_CallMethod(dict, "setdefault", "ON", o, Py_NewRef(self));
  Py_DECREF(dict);
  return value;
}

static PyObject *join_good(PyObject *self, PyObject *o) {
  PyObject *comma = PyUnicode_FromString(",");
  if (comma == NULL)
    return NULL;
  PyObject *text = PyObject_CallMethod(comma, "join", "(N)", Py_NewRef(o));
  Py_DECREF(comma);
  return text;
}

static PyObject *add_good(PyObject *self, PyObject *o) {
  PyObject *set = PySet_New(NULL);
  if (set == NULL)
    return NULL;
  Py_XDECREF(PyObject_CallMethod(set, "add", "N", Py_NewRef(o)));
  Py_DECREF(set);
  return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

static PyObject *any_bad(PyObject *self, PyObject *o) {
  PyObject *r = PyObject_CallMethod(o, "append", "N", Py_NewRef(self));
  PyErr_Clear();
  Py_XDECREF(r);
  Py_RETURN_NONE;
  // LEAK: 'self'
}

static PyObject *none_bad(PyObject *self, PyObject *o) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  PyObject *r = PyObject_CallMethod(list, "add", "N", Py_NewRef(o));
  PyErr_Clear();
  Py_XDECREF(r);
  return list;
  // LEAK: 'o'
}
