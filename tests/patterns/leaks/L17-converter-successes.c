// RUN: %check_all_hosts %s
// RUNTIME: bad=size_bad:leak,optional_bad:leak,kept_bad:leak,clean_bad:leak,counted_bad:leak
//     good=size_good,optional_good,kept_good,clean_good,counted_good args=([1],)
// RUNTIME: good=size_good,optional_good,kept_good args=(None,)
// RUNTIME: bad=later_bad:leak good=later_good,cleans_up_good,last_good args=([1], 'x')
// RUNTIME: good=later_bad,later_good,cleans_up_good args=([1], 1)
// Pattern: L17
// Converters for the format unit O& that succeed in more than one way: with NULL,
// without a store, with a promise to clean up.

#include <Python.h>

static int list_or_null(PyObject *o, void *out) {
  if (o == Py_None) {
    *(PyObject **)out = NULL;
    return 1;
  }
  PyObject *list = PySequence_List(o);
  if (list == NULL)
    return 0;
  *(PyObject **)out = list;
  return 1;
}

static PyObject *size_bad(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O&", list_or_null, &list))
    return NULL;
  if (list == NULL)
    Py_RETURN_NONE;
  return PyLong_FromSsize_t(PyList_GET_SIZE(list));
  // LEAK: 'list'
}

static PyObject *size_good(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O&", list_or_null, &list))
    return NULL;
  if (list == NULL)
    Py_RETURN_NONE;
  PyObject *size = PyLong_FromSsize_t(PyList_GET_SIZE(list));
  Py_DECREF(list);
  return size;
}

static PyObject *optional_bad(PyObject *self, PyObject *args) {
  PyObject *list = NULL;
  if (!PyArg_ParseTuple(args, "|O&", list_or_null, &list))
    return NULL;
  return PyBool_FromLong(list != NULL);
  // LEAK: 'list'
}

static PyObject *optional_good(PyObject *self, PyObject *args) {
  PyObject *list = NULL;
  if (!PyArg_ParseTuple(args, "|O&", list_or_null, &list))
    return NULL;
  PyObject *result = PyBool_FromLong(list != NULL);
  Py_XDECREF(list);
  return result;
}

// None leaves the variable as it was.
static int list_unless_none(PyObject *o, void *out) {
  if (o == Py_None)
    return 1;
  PyObject *list = PySequence_List(o);
  if (list == NULL)
    return 0;
  *(PyObject **)out = list;
  return 1;
}

static PyObject *kept_bad(PyObject *self, PyObject *args) {
  PyObject *list = NULL;
  if (!PyArg_ParseTuple(args, "O&", list_unless_none, &list))
    return NULL;
  if (list == NULL)
    Py_RETURN_NONE;
  return PyLong_FromSsize_t(PyList_GET_SIZE(list));
  // LEAK: 'list'
}

static PyObject *kept_good(PyObject *self, PyObject *args) {
  PyObject *list = NULL;
  if (!PyArg_ParseTuple(args, "O&", list_unless_none, &list))
    return NULL;
  if (list == NULL)
    Py_RETURN_NONE;
  return list;
}

static PyObject *default_good(PyObject *self, PyObject *args) {
  PyObject *list = Py_None;
  if (!PyArg_ParseTuple(args, "O&", list_unless_none, &list))
    return NULL;
  if (list == Py_None)
    Py_RETURN_NONE;
  return list;
}

// It is called again, with NULL, if a later unit fails.
static int clean_list(PyObject *o, void *out) {
  PyObject **list = out;
  if (o == NULL) {
    Py_CLEAR(*list);
    return 1;
  }
  *list = PySequence_List(o);
  if (*list == NULL)
    return 0;
  return Py_CLEANUP_SUPPORTED;
}

static PyObject *clean_bad(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O&", clean_list, &list))
    return NULL;
  return PyLong_FromSsize_t(PyList_GET_SIZE(list));
  // LEAK: 'list'
}

static PyObject *clean_good(PyObject *self, PyObject *args) {
  PyObject *list;
  if (!PyArg_ParseTuple(args, "O&", clean_list, &list))
    return NULL;
  PyObject *size = PyLong_FromSsize_t(PyList_GET_SIZE(list));
  Py_DECREF(list);
  return size;
}

// The argument itself, with one more reference.
static int counted(PyObject *o, void *out) {
  Py_INCREF(o);
  *(PyObject **)out = o;
  return 1;
}

static PyObject *counted_bad(PyObject *self, PyObject *args) {
  PyObject *o;
  if (!PyArg_ParseTuple(args, "O&", counted, &o))
    return NULL;
  return PyObject_Repr(o);
  // LEAK: 'o'
}

static PyObject *counted_good(PyObject *self, PyObject *args) {
  PyObject *o;
  if (!PyArg_ParseTuple(args, "O&", counted, &o))
    return NULL;
  return o;
}

// A later unit fails, and the converter has not promised to clean up.
static int plain_list(PyObject *o, void *out) {
  PyObject *list = PySequence_List(o);
  if (list == NULL)
    return 0;
  *(PyObject **)out = list;
  return 1;
}

static PyObject *later_bad(PyObject *self, PyObject *args) {
  PyObject *list = NULL;
  int number;
  if (!PyArg_ParseTuple(args, "O&i", plain_list, &list, &number))
    return NULL;
  // LEAK: 'list'
  Py_DECREF(list);
  return PyLong_FromLong(number);
}

static PyObject *later_good(PyObject *self, PyObject *args) {
  PyObject *list = NULL;
  int number;
  if (!PyArg_ParseTuple(args, "O&i", plain_list, &list, &number)) {
    Py_XDECREF(list);
    return NULL;
  }
  Py_DECREF(list);
  return PyLong_FromLong(number);
}

static PyObject *cleans_up_good(PyObject *self, PyObject *args) {
  PyObject *list;
  int number;
  if (!PyArg_ParseTuple(args, "O&i", clean_list, &list, &number))
    return NULL;
  Py_DECREF(list);
  return PyLong_FromLong(number);
}

// Nothing after it can fail.
static PyObject *last_good(PyObject *self, PyObject *args) {
  PyObject *list, *other;
  if (!PyArg_ParseTuple(args, "O&O", plain_list, &list, &other))
    return NULL;
  Py_DECREF(list);
  return Py_NewRef(other);
}

static PyMethodDef methods[] = {
    {"size_bad", size_bad, METH_VARARGS},
    {"size_good", size_good, METH_VARARGS},
    {"optional_bad", optional_bad, METH_VARARGS},
    {"optional_good", optional_good, METH_VARARGS},
    {"kept_bad", kept_bad, METH_VARARGS},
    {"kept_good", kept_good, METH_VARARGS},
    {"default_good", default_good, METH_VARARGS},
    {"clean_bad", clean_bad, METH_VARARGS},
    {"clean_good", clean_good, METH_VARARGS},
    {"counted_bad", counted_bad, METH_VARARGS},
    {"counted_good", counted_good, METH_VARARGS},
    {"later_bad", later_bad, METH_VARARGS},
    {"later_good", later_good, METH_VARARGS},
    {"cleans_up_good", cleans_up_good, METH_VARARGS},
    {"last_good", last_good, METH_VARARGS},
    {NULL}};
PyMethodDef *methods_of_module(void) { return methods; }
