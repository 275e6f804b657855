// RUN: %check_all_hosts %s
// RUNTIME: bad=text_bad:crash,nested_bad:crash,field_bad:crash,macro_bad:crash
//     good=tested_good,unread_good args=({},)
// Pattern: U23
// A helper that dereferences what it gets, and tests it on no path.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *dict;
  int closed;
} Box;

static int is_text(PyObject *object) {
  return Py_TYPE(object) == &PyUnicode_Type;
}

static PyObject *text_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyObject_GetAttrString(args, "absent");
  int text = is_text(value);
  // NULL-RESULT: ^'value' may be NULL here
  Py_XDECREF(value);
  return PyBool_FromLong(text);
}

static int is_name(PyObject *object) {
  if (is_text(object))
    return 1;
  return PyBytes_Check(object);
}

static PyObject *nested_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyObject_GetAttrString(args, "absent");
  int name = is_name(value);
  // NULL-RESULT: ^'value' may be NULL here
  Py_XDECREF(value);
  return PyBool_FromLong(name);
}

static int update(Box *box, PyObject *with) {
  if (box->closed)
    return -1;
  return PyDict_Update(box->dict, with);
}

static PyObject *field_bad(PyObject *self, PyObject *args) {
  Box *box = (Box *)PyObject_GetAttrString(args, "absent");
  if (update(box, args) < 0) {
    // NULL-RESULT: ^'box' may be NULL here
    Py_XDECREF(box);
    return NULL;
  }
  return (PyObject *)box;
}

static Py_ssize_t twice(PyObject *object) {
  Py_INCREF(object);
  Py_ssize_t count = Py_REFCNT(object);
  Py_DECREF(object);
  return count;
}

#define COUNT(object) twice((PyObject *)(object))

static PyObject *macro_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyObject_GetAttrString(args, "absent");
  Py_ssize_t count = COUNT(value);
  // NULL-RESULT: ^'value' may be NULL here
  Py_XDECREF(value);
  return PyLong_FromSsize_t(count);
}

static int is_text_or_null(PyObject *object) {
  return object != NULL && is_text(object);
}

static PyObject *tested_good(PyObject *self, PyObject *args) {
  PyObject *value = PyObject_GetAttrString(args, "absent");
  int text = is_text_or_null(value);
  PyErr_Clear();
  Py_XDECREF(value);
  return PyBool_FromLong(text);
}

static int is_none(PyObject *object) { return object == Py_None; }

static PyObject *unread_good(PyObject *self, PyObject *args) {
  PyObject *value = PyObject_GetAttrString(args, "absent");
  int none = is_none(value);
  PyErr_Clear();
  Py_XDECREF(value);
  return PyBool_FromLong(none);
}

// A path that comes back without a look at it.
static int is_text_if(PyObject *object, int wanted) {
  if (!wanted)
    return 0;
  return is_text(object);
}

PyObject *perhaps_good(PyObject *self, PyObject *args) {
  PyObject *value = PyObject_GetAttrString(args, "absent");
  int text = is_text_if(value, PyErr_Occurred() == NULL);
  Py_XDECREF(value);
  return PyBool_FromLong(text);
}
