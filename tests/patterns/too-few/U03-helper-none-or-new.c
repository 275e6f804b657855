// RUN: %check_all_hosts %s
// Pattern: U03
// A helper returns a new object, or None without a reference: none of its
// callers tells them apart.

#include <Python.h>

static PyObject *named_tuple(void) {
  PyObject *result = NULL, *function = NULL;
  PyObject *module = PyImport_ImportModule("collections");
  if (module == NULL) {
    PyErr_Clear();
    result = Py_None;
    goto exit;
  }
  function = PyObject_GetAttrString(module, "namedtuple");
  if (function == NULL) {
    PyErr_Clear();
    result = Py_None;
    goto exit;
  }
  result = PyObject_CallFunction(function, "ss", "Column", "name");
exit:
  Py_XDECREF(module);
  Py_XDECREF(function);
  return result;
  // RETURN-BORROWED: 'result'
}

static PyObject *column_type;

static PyObject *set_bad(PyObject *self, PyObject *args) {
  PyObject *made = named_tuple();
  if (made == NULL)
    return NULL;
  Py_XSETREF(column_type, made);
  Py_RETURN_NONE;
}

static PyObject *find(PyObject *object, const char *name) {
  PyObject *found = PyObject_GetAttrString(object, name);
  if (found == NULL && PyErr_ExceptionMatches(PyExc_AttributeError)) {
    PyErr_Clear();
    return Py_None;
    // RETURN-BORROWED: 'Py_None'
  }
  return found;
}

static PyObject *show_bad(PyObject *self, PyObject *args) {
  PyObject *found = find(self, "name");
  if (found == NULL)
    return NULL;
  PyObject *text = PyObject_Str(found);
  Py_DECREF(found);
  return text;
}

static PyObject *size_or_false(PyObject *object) {
  Py_ssize_t size = PyObject_Size(object);
  if (size < 0) {
    PyErr_Clear();
    return Py_False;
    // RETURN-BORROWED: 'Py_False'
  }
  return PyLong_FromSsize_t(size);
}

// It compares with None only.
static PyObject *size_bad(PyObject *self, PyObject *args) {
  return args == Py_None ? PyLong_FromLong(0) : size_or_false(self);
}

static PyObject *number_or_none(PyObject *object) {
  if (!PyLong_Check(object))
    return Py_None;
  return PyObject_Str(object);
}

// It knows.
static PyObject *number_good(PyObject *self, PyObject *arg) {
  PyObject *number = number_or_none(arg);
  if (number == NULL)
    return NULL;
  if (number == Py_None)
    return PyLong_FromLong(0);
  PyObject *text = PyObject_Str(number);
  Py_DECREF(number);
  return text;
}

static PyObject *number_of(PyObject *object) {
  return number_or_none(object);
}

// Its caller knows.
static PyObject *other_good(PyObject *self, PyObject *arg) {
  PyObject *number = number_of(arg);
  if (number != Py_None)
    Py_XDECREF(number);
  Py_RETURN_NONE;
}
