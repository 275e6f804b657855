// RUN: %check_all_hosts %s
// RUNTIME: bad=call_bad:crash good=call_good call=o args=(3,)
// RUNTIME: bad=list_bad:crash good=list_good
// RUNTIME: bad=nested_bad:crash good=nested_good args=(1, 2)
// Pattern: U11
// After the steal the container owns the item; when the container goes, the
// item goes too.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *call_bad(PyObject *self, PyObject *callable) {
  PyObject *text = PyUnicode_FromFormat("%R", callable);
  if (text == NULL)
    return NULL;
  PyObject *arguments = PyTuple_New(1);
  if (arguments == NULL) {
    Py_DECREF(text);
    return NULL;
  }
  PyTuple_SET_ITEM(arguments, 0, text);
  PyObject *result = PyObject_Call(callable, arguments, NULL);
  Py_DECREF(arguments);
  if (result == NULL)
    PyErr_Format(PyExc_RuntimeError, "call with %U failed", text);
  // USE-AFTER-RELEASE: 'text'
  return result;
}

static PyObject *call_good(PyObject *self, PyObject *callable) {
  PyObject *text = PyUnicode_FromFormat("%R", callable);
  if (text == NULL)
    return NULL;
  PyObject *arguments = PyTuple_New(1);
  if (arguments == NULL) {
    Py_DECREF(text);
    return NULL;
  }
  PyTuple_SET_ITEM(arguments, 0, text);
  PyObject *result = PyObject_Call(callable, arguments, NULL);
  if (result == NULL)
    PyErr_Format(PyExc_RuntimeError, "call with %U failed", text);
  Py_DECREF(arguments);
  return result;
}

// The item is computed with after its list is gone.
static PyObject *list_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  PyObject *number = PyLong_FromSsize_t(PyTuple_GET_SIZE(args) + 100000);
  if (number == NULL)
    goto error;
  PyList_SET_ITEM(list, 0, number);
  if (PyList_Append(list, args) < 0)
    goto error;
  Py_DECREF(list);
  return PyNumber_Negative(number);
  // USE-AFTER-RELEASE: 'number'
error:
  Py_DECREF(list);
  return NULL;
}

static PyObject *list_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  PyObject *number = PyLong_FromSsize_t(PyTuple_GET_SIZE(args) + 100000);
  if (number == NULL)
    goto error;
  PyList_SET_ITEM(list, 0, number);
  if (PyList_Append(list, args) < 0)
    goto error;
  PyObject *result = PyNumber_Negative(number);
  Py_DECREF(list);
  return result;
error:
  Py_DECREF(list);
  return NULL;
}

// `N` gives the reference to the tuple that Py_BuildValue makes.
static PyObject *nested_bad(PyObject *self, PyObject *args) {
  PyObject *inner = PySet_New(args);
  if (inner == NULL)
    return NULL;
  PyObject *outer = Py_BuildValue("(N)", inner);
  if (outer == NULL)
    return NULL;
  Py_DECREF(outer);
  return PyLong_FromSsize_t(PySet_Size(inner));
  // USE-AFTER-RELEASE: 'inner'
}

static PyObject *nested_good(PyObject *self, PyObject *args) {
  PyObject *inner = PySet_New(args);
  if (inner == NULL)
    return NULL;
  PyObject *outer = Py_BuildValue("(O)", inner);
  if (outer == NULL) {
    Py_DECREF(inner);
    return NULL;
  }
  Py_DECREF(outer);
  Py_ssize_t size = PySet_Size(inner);
  Py_DECREF(inner);
  return PyLong_FromSsize_t(size);
}

PyMethodDef container_methods[] = {{"call_bad", call_bad, METH_O, NULL},
                                   {"call_good", call_good, METH_O, NULL},
                                   {NULL, NULL, 0, NULL}};
