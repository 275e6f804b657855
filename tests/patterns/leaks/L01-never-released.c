// RUN: %check_all_hosts %s
// RUNTIME: bad=number_bad:leak,list_bad:leak,text_bad:leak,bytes_bad:memory|leak,module_bad:leak
//     args=()
// RUNTIME: bad=attribute_bad:leak,parsed_bad:leak args=(1.5,)
// RUNTIME: good=number_good,list_good,bytes_good,module_good args=()
// RUNTIME: good=attribute_good,parsed_good args=(1.5,)
// RUNTIME: good=attribute_good,parsed_good args=('no real part',)
// Pattern: L01
// A new reference that nobody releases, from functions of several families.

#include <Python.h>

static PyObject *number_bad(PyObject *self, PyObject *args) {
  PyObject *number = PyLong_FromLong(123456);
  if (number == NULL)
    return NULL;
  Py_RETURN_NONE;
  // LEAK: 'number'
}

static PyObject *list_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  Py_ssize_t size = PyList_GET_SIZE(list);
  return PyLong_FromSsize_t(size);
  // LEAK: 'list'
}

static PyObject *text_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyUnicode_FromFormat("%d of %d", 1, 2);
  if (text == NULL)
    return NULL;
  return PyLong_FromSsize_t(PyUnicode_GetLength(text));
  // LEAK: 'text'
}

static PyObject *bytes_bad(PyObject *self, PyObject *args) {
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, 100);
  if (!bytes)
    return PyErr_NoMemory();
  memset(PyBytes_AS_STRING(bytes), 0, 100);
  return PyBool_FromLong(PyBytes_AS_STRING(bytes)[0]);
  // LEAK: 'bytes'
}

static PyObject *module_bad(PyObject *self, PyObject *args) {
  PyObject *module = PyImport_ImportModule("sys");
  if (module == NULL)
    return NULL;
  return PyObject_GetAttrString(module, "version");
  // LEAK: 'module'
}

static PyObject *attribute_bad(PyObject *self, PyObject *args) {
  PyObject *real = PyObject_GetAttrString(PyTuple_GET_ITEM(args, 0), "real");
  if (real == NULL)
    return NULL;
  double value = PyFloat_AsDouble(real);
  return PyFloat_FromDouble(value);
  // LEAK: 'real'
}

static PyObject *parsed_bad(PyObject *self, PyObject *args) {
  PyObject *object;
  if (!PyArg_ParseTuple(args, "O:parsed", &object))
    return NULL;
  PyObject *real = PyObject_GetAttrString(object, "real");
  if (real != NULL) {
    double value = PyFloat_AsDouble(real);
    return PyFloat_FromDouble(value);
    // LEAK: 'real'
  }
  return NULL;
}

static PyObject *number_good(PyObject *self, PyObject *args) {
  PyObject *number = PyLong_FromLong(123456);
  if (number == NULL)
    return NULL;
  Py_DECREF(number);
  Py_RETURN_NONE;
}

static PyObject *list_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  Py_ssize_t size = PyList_GET_SIZE(list);
  Py_CLEAR(list);
  return PyLong_FromSsize_t(size);
}

static PyObject *bytes_good(PyObject *self, PyObject *args) {
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, 100);
  if (!bytes)
    return PyErr_NoMemory();
  memset(PyBytes_AS_STRING(bytes), 0, 100);
  return bytes;
}

static PyObject *module_good(PyObject *self, PyObject *args) {
  PyObject *module = PyImport_ImportModule("sys");
  if (module == NULL)
    return NULL;
  PyObject *version = PyObject_GetAttrString(module, "version");
  Py_DECREF(module);
  return version;
}

static PyObject *attribute_good(PyObject *self, PyObject *args) {
  PyObject *real = PyObject_GetAttrString(PyTuple_GET_ITEM(args, 0), "real");
  if (real == NULL)
    return NULL;
  double value = PyFloat_AsDouble(real);
  Py_DECREF(real);
  if (value == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(value);
}

static PyObject *parsed_good(PyObject *self, PyObject *args) {
  PyObject *object;
  if (!PyArg_ParseTuple(args, "O:parsed", &object))
    return NULL;
  PyObject *real = PyObject_GetAttrString(object, "real");
  double value = real != NULL ? PyFloat_AsDouble(real) : 0.0;
  Py_XDECREF(real);
  if (PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(value);
}
