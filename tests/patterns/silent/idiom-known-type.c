// RUN: %check_all_hosts %s
// RUNTIME: good=ascii,counted,listed,integer,never_none args=('x',)
// RUNTIME: good=ascii,counted,listed,integer,never_none args=(b'x',)
// RUNTIME: good=ascii,counted,listed,integer,never_none args=(3,)
// RUNTIME: bad=text_or_none_bad:leak args=(3,)
// RUNTIME: bad=integer_bad:leak args=(2**80,)
// Pattern: idiom
// The contract of a call says of which type its result is: a test of that has
// one answer, and what fails for objects of other types alone does not fail.

#include <Python.h>

static PyObject *ascii(PyObject *self, PyObject *args) {
  PyObject *format = PyTuple_GET_ITEM(args, 0);
  if (PyUnicode_Check(format)) {
    format = PyUnicode_AsASCIIString(format);
    if (format == NULL)
      return NULL;
  } else {
    Py_INCREF(format);
  }
  if (!PyBytes_Check(format)) {
    Py_DECREF(format);
    PyErr_Format(PyExc_TypeError, "not %.200s", Py_TYPE(format)->tp_name);
    return NULL;
  }
  return format;
}

static PyObject *counted(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  PyObject *text = PyUnicode_FromString("text");
  if (text == NULL) {
    Py_DECREF(list);
    return NULL;
  }
  Py_ssize_t size = PyObject_Length(list);
  Py_DECREF(list);
  if (size == -1)
    return NULL;
  return text;
}

#define IS_LIST(o) (PyList_CheckExact(o) || PyList_Check(o))

static int is_list(PyObject *o) { return IS_LIST(o); }

static PyObject *listed(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  if (IS_LIST(list))
    return list;
  return NULL;
}

static PyObject *integer(PyObject *self, PyObject *args) {
  PyObject *number = PyNumber_Long(PyTuple_GET_ITEM(args, 0));
  if (number == NULL)
    return NULL;
  if (PyLong_Check(number) && !PyUnicode_Check(number))
    return number;
  PyErr_SetString(PyExc_TypeError, "no number");
  return NULL;
}

static PyObject *never_none(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  if (text == Py_None)
    return NULL;
  return text;
}

// The bad twins: the type leaves the question open, or has another answer.
static PyObject *text_or_none_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Str(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  if (PyUnicode_Check(text))
    Py_RETURN_NONE;
  // LEAK@-1: 'text'
  return text;
}

static PyObject *integer_bad(PyObject *self, PyObject *args) {
  PyObject *number = PyNumber_Long(PyTuple_GET_ITEM(args, 0));
  if (number == NULL)
    return NULL;
  long value = PyLong_AsLong(number);
  if (value == -1 && PyErr_Occurred())
    return NULL;
  // LEAK@-1: 'number'
  return number;
}

static PyObject *subclass_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Str(PyTuple_GET_ITEM(args, 0));
  if (text == NULL)
    return NULL;
  if (!PyUnicode_CheckExact(text))
    return NULL;
  // LEAK@-1: 'text'
  return text;
}

static PyObject *unknown_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyObject_GetAttrString(self, "value");
  if (value == NULL)
    return NULL;
  if (!is_list(value))
    return NULL;
  // LEAK@-1: 'value'
  return value;
}

static PyMethodDef methods[] = {
    {"ascii", ascii, METH_VARARGS},
    {"counted", counted, METH_VARARGS},
    {"listed", listed, METH_VARARGS},
    {"integer", integer, METH_VARARGS},
    {"never_none", never_none, METH_VARARGS},
    {"text_or_none_bad", text_or_none_bad, METH_VARARGS},
    {"integer_bad", integer_bad, METH_VARARGS},
    {"subclass_bad", subclass_bad, METH_VARARGS},
    {"unknown_bad", unknown_bad, METH_VARARGS},
    {0},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "known", 0, -1,
                                    methods};

PyMODINIT_FUNC PyInit_known(void) { return PyModule_Create(&module); }
